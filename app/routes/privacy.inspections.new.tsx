import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { largestSample, longestInspection } from "../models/oversight/inspection.ts";
import { setInspection, toSetInspection } from "../models/oversight/inspection.server.ts";
import { kindPlural, kinds } from "../models/subjects/subject.ts";
import { inspectionShape } from "../oversight-shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Fieldset, Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Give an inspector a sample – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ ...(await toSetInspection(ask)), today: dayOf(ask.now) });

export async function action({ request, context }: ActionFunctionArgs) {
  await toSetInspection(context.ask);
  return submit(request, inspectionShape, async (form) => redirect(`/privacy/inspections/${await setInspection(context.ask, form)}`), context);
}

export default function NewInspection() {
  const { people, panels, today } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }]} title="Give an inspector a sample" />
      <p className="govuk-body">They read these records and the minutes of their items, and nothing else, until the last day. Notes that are kept for single agencies stay theirs.</p>
      <Form submit="Give the sample" cancel="/privacy" initial={{ fromOn: today, kind: "child", panelId: panels[0]?.id ?? "" }}>
        <Select name="personId" label="Who inspects?" choices={people.map((one) => ({ value: one.id, label: `${one.name} (${one.agency})` }))} />
        <TextArea name="why" label="For what, and on whose authority?" rows={2} />
        <DayInput name="fromOn" label="First day" />
        <DayInput name="untilOn" label="Last day" hint={`At most ${longestInspection} days in all`} />
        <Fieldset legend="The sample">
          <TextInput name="refs" label="References" hint="Such as C-0158, C-0201. Or leave this empty, and draw by lot:" />
          <Select name="panelId" label="Open cases of" choices={panels.map((one) => ({ value: one.id, label: one.name }))} empty={null} />
          <Select name="kind" label="Which records" choices={kinds.map((value) => ({ value, label: kindPlural(value) }))} empty={null} />
          <TextInput name="count" label="How many" hint={`At most ${largestSample}`} width="3" inputMode="numeric" />
        </Fieldset>
        <ProofField />
      </Form>
    </div>
  );
}
