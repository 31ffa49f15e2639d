import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { declared } from "../no-part-shape.server.ts";
import { declareConflict, toDeclare } from "../models/subjects/conflict.server.ts";
import { maybeId, text, z } from "../shapes.server.ts";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

/** The meeting to go back to: only ever the id, and a page of ours. */
const meetingIn = (request: Request): string | null => /^[\w-]{1,64}$/.exec(new URL(request.url).searchParams.get("meeting") ?? "")?.[0] ?? null;

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await toDeclare(ask, params.subjectId!)), meetingId: meetingIn(request) });

const declaring = () => z.object({ personId: maybeId(), reason: text("Say why, for the chair and the deputy alone", 2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, declaring, async (form) => {
    const { own } = await declareConflict(ask, params.subjectId!, form);
    const meetingId = meetingIn(request);
    if (!own) return redirect(`/subjects/${params.subjectId}/conflicts`);
    return redirect(meetingId ? `/meetings/${meetingId}/live` : declared);
  });

export default function Declare() {
  const { head, people, meetingId } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Declare a conflict of interest" />
      <Notice kind="warning" title="It holds at once">
        Whoever knows {head.kind === "location" ? "this place" : "this person"} or their family otherwise takes no part. From then on the record, its items, minutes, actions and decisions are gone for them, on every page. Only the chair or the deputy can end it.
      </Notice>
      <Form submit="Declare" cancel={meetingId ? `/meetings/${meetingId}/live` : `/subjects/${head.id}`} initial={{ personId: "" }} warning>
        {people.length > 0 && <Select name="personId" label="Whose conflict of interest is it?" empty="My own" choices={people.map((p) => ({ value: p.id, label: `${p.name}, ${p.agency}` }))} />}
        <TextArea name="reason" label="Why?" hint="In confidence: the chair and the deputy read it, and nobody else. The minutes say only who took no part." rows={3} />
      </Form>
    </div>
  );
}
