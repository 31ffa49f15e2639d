import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { found } from "../models/core/refuse.ts";
import { recordPeriod } from "../models/subjects/period.server.ts";
import { periodKind } from "../models/subjects/period.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { datingShape } from "../models/subjects/shape.server.ts";
import { Form } from "../ui/form.tsx";
import { DatingFields } from "../ui/dating-fields.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Record a dated fact – Panelroom" }];

const kindIn = (request: Request) => found(periodKind(new URL(request.url).searchParams.get("kind") ?? ""));

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const kind = kindIn(request);
  const head = await headOf(ask, params.subjectId!);
  found(kind.of === head.kind || null);
  return json({ head, kind, today: dayOf(ask.now) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) => {
  const kind = kindIn(request);
  return submit(request, datingShape, async (form) => {
    await recordPeriod(ask, params.subjectId!, kind.key, form);
    return redirect(`/subjects/${params.subjectId}#facts`);
  });
};

export default function NewPeriod() {
  const { head, kind, today } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title={`Record: ${kind.label.toLowerCase()}`} />
      {!kind.many && <p className="govuk-body">What held before ends the day before this begins.</p>}
      <Form submit="Record" cancel={`/subjects/${head.id}`} initial={{ fromOn: today }}>
        <DatingFields kind={kind} />
      </Form>
    </div>
  );
}
