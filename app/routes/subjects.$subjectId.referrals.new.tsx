import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { NotAllowed } from "../models/core/refuse.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { panelsFor, panelsProposing, refer } from "../models/subjects/referral.server.ts";
import { id, text, z } from "../shapes.server.ts";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Refer to another panel – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const own = await panelsProposing(ask, head.kind);
  const all = await panelsFor(ask, head.kind);
  if (!own.length || all.length < 2) throw new NotAllowed("There is no other panel that discusses this");
  return json({ head, own, all });
}

const referring = () => z.object({ fromPanelId: id("Choose the panel that refers"), toPanelId: id("Choose the panel to refer to"), reason: text("Say why", 2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, referring, async (form) => {
    await refer(ask, params.subjectId!, form);
    return redirect(`/subjects/${params.subjectId}#cases`);
  });

export default function Refer() {
  const { head, own, all } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Refer to another panel" />
      <Notice>This is not a referral to social care, and replaces no child-protection procedure. If a child is in immediate danger, ring 999.</Notice>
      <p className="govuk-body">Its chair and coordinator may then open this record, and its next agenda proposes it with your reason.</p>
      <Form submit="Refer" cancel={`/subjects/${head.id}`} initial={{ fromPanelId: own[0]!.id, toPanelId: all.filter((p) => p.id !== own[0]!.id)[0]!.id }}>
        <Select name="fromPanelId" label="From" choices={own.map((p) => ({ value: p.id, label: p.name }))} empty={null} />
        <Select name="toPanelId" label="To" choices={all.map((p) => ({ value: p.id, label: p.name }))} empty={null} />
        <TextArea name="reason" label="Why" hint="Their agenda shows this reason. Name other children and people by reference only" rows={4} />
      </Form>
    </div>
  );
}
