import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { markSent, openSharing } from "../models/followup/sending.server.ts";
import { sendingWays } from "../models/followup/sharing.ts";
import { day, line, maybeText, z } from "../shapes.server.ts";
import { DayInput, Form, Select, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Mark as sent – Panelroom" }];

const shape = () => z.object({ sentOn: day("Enter the day on which it was sent"), how: line("Choose how it was sent", 60), note: maybeText(1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openSharing(ask, params.sharingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await markSent(ask, params.sharingId!, form);
    return redirect(`/sharing/${params.sharingId}`);
  });

export default function Page() {
  const { maySend, sharing, today } = useLoaderData<typeof loader>();
  const back = `/sharing/${sharing.id}`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: "/actions", text: "Actions" }, { to: back, text: sharing.ref }]} caption={sharing.ref} title="Mark as sent" />
      <p className="lead">{sharing.title}, about {sharing.about}</p>
      {maySend ? (
        <Form submit="Mark as sent" cancel={back} initial={{ sentOn: today }}>
          <DayInput name="sentOn" label="Sent on" />
          <Select name="how" label="How" choices={sendingWays} />
          <TextArea name="note" label="Note" hint="To whom by name, a reference: not what was sent" rows={3} />
        </Form>
      ) : (
        <Notice kind="warning" title="It cannot be marked as sent">{sharing.sentOn ? "It was marked as sent already." : !sharing.agreedAt ? "It is recorded, not agreed." : "Its sender says when it was sent."}</Notice>
      )}
    </div>
  );
}
