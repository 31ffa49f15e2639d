import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { NotAllowed } from "../models/core/refuse.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { scalesFor, setRisk } from "../models/subjects/risk.server.ts";
import { day, id, line, maybeDay, maybeText, text, z } from "../shapes.server.ts";
import { StepDown } from "../ui/entry-hints.tsx";
import { DayInput, Form, Radios, TextArea } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Set the risk level – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const scales = await scalesFor(ask, head.id);
  const wanted = new URL(request.url).searchParams.get("panel");
  const scale = scales.find((s) => s.id === wanted) ?? scales[0];
  if (!scale) throw new NotAllowed("The chair, deputy chair or coordinator of a panel that this record is open to sets its level");
  return json({ head, scale, others: scales.filter((s) => s.id !== scale.id).map(({ id, name }) => ({ id, name })), today: dayOf(ask.now) });
}

const deciding = () => z.object({ panelId: id("Choose the panel"), level: line("Choose a level"), rationale: text("Say why"), decidedOn: day("Enter the day of the decision"), nextReviewOn: maybeDay(), sustained: maybeText(1000), supportContinues: maybeText(2000), markerDecision: maybeText(1000), wouldBringBack: maybeText(2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, deciding, async (form) => {
    await setRisk(ask, params.subjectId!, form);
    return redirect(`/subjects/${params.subjectId}#risk`);
  });

export default function NewRisk() {
  const { head, scale, others, today } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Set the risk level" />
      <p className="govuk-body">A level is a judgement, with its reasons; no score sets it. The level before ends on that day. Levels agreed in a meeting are recorded there.</p>
      {others.map((o) => <p className="govuk-body" key={o.id}><Link className="govuk-link" to={`?panel=${o.id}`}>On the scale of {o.name} instead</Link></p>)}
      <Form submit="Set the level" cancel={`/subjects/${head.id}`} initial={{ decidedOn: today }}>
        <input type="hidden" name="panelId" value={scale.id} />
        <Radios name="level" label={`Level on the scale of ${scale.name}`} choices={[...scale.scale].sort((a, b) => b.rank - a.rank).map((l) => ({ value: l.name, label: l.name, hint: l.definition }))} />
        <TextArea name="rationale" label="Rationale" hint="What is known, what is judged, what protects" rows={5} />
        <StepDown choices={scale} />
        <DayInput name="decidedOn" label="Decided on" />
        <DayInput name="nextReviewOn" label="Next review, if set" />
      </Form>
    </div>
  );
}
