import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { found } from "../models/core/refuse.ts";
import { daysInWords } from "../models/subjects/dates.ts";
import { sentence } from "../models/subjects/fields.ts";
import { endPeriod, periodOf } from "../models/subjects/period.server.ts";
import { periodKind } from "../models/subjects/period.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { endingShape } from "../models/subjects/shape.server.ts";
import { DayInput, Form } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "End a dated fact – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const period = await periodOf(ask, head.id, params.periodId!);
  return json({ head, label: found(periodKind(period.kind)).label, words: `${sentence(period.value)}, ${daysInWords(period.from_on, period.to_on)}`, toOn: period.to_on ?? dayOf(ask.now) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, endingShape, async ({ toOn }) => {
    await endPeriod(ask, params.subjectId!, params.periodId!, toOn);
    return redirect(`/subjects/${params.subjectId}/periods`);
  });

export default function EndPeriod() {
  const { head, label, words, toOn } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title={`End: ${label.toLowerCase()}`} />
      <p className="govuk-body">{words}</p>
      <Form submit="End it" cancel={`/subjects/${head.id}/periods`} initial={{ toOn }}>
        <DayInput name="toOn" label="Last day on which it held" />
      </Form>
    </div>
  );
}
