import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { NotAllowed } from "../models/core/refuse.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { panelsProposing, proposeForNext } from "../models/subjects/referral.server.ts";
import { id, text, z } from "../shapes.server.ts";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Propose for the next meeting – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const panels = await panelsProposing(ask, head.kind);
  if (!panels.length) throw new NotAllowed("None of your panels discusses this");
  return json({ head, panels });
}

const proposing = () => z.object({ panelId: id("Choose the panel"), reason: text("Say why the panel should discuss this", 2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, proposing, async (form) => {
    await proposeForNext(ask, params.subjectId!, form);
    return redirect(`/subjects/${params.subjectId}#cases`);
  });

export default function Propose() {
  const { head, panels } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Propose for the next meeting" />
      <Notice>This waits for a meeting. If a child is in immediate danger, ring 999.</Notice>
      <Form submit="Propose" cancel={`/subjects/${head.id}`} initial={{ panelId: panels[0]!.id }}>
        <Select name="panelId" label="Panel" choices={panels.map((p) => ({ value: p.id, label: p.name }))} empty={null} />
        <TextArea name="reason" label="Why should it be discussed?" hint="Name other children and people by reference only" rows={4} />
      </Form>
    </div>
  );
}
