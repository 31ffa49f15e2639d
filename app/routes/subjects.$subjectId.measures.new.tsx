import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { linkedChildren } from "../models/subjects/link.server.ts";
import { recordMeasure } from "../models/subjects/measure.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { measureShape } from "../models/subjects/shape.server.ts";
import { Form } from "../ui/form.tsx";
import { MeasureFields } from "../ui/measure-fields.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Record a disruption measure – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  found(head.kind !== "child" || null);
  return json({ head, children: await linkedChildren(ask, head.id) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, measureShape, async ({ another, protects, ...form }) => {
    const more = another ? [(await chooseSubject(ask, another, "another", "child")).id] : [];
    await recordMeasure(ask, params.subjectId!, { ...form, protects: [...new Set([...protects, ...more])] });
    return redirect(`/subjects/${params.subjectId}#measures`);
  });

export default function NewMeasure() {
  const { head, children } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Record a disruption measure" />
      <Form submit="Record" cancel={`/subjects/${head.id}`}>
        <MeasureFields against={head.kind} protectable={children} />
      </Form>
    </>
  );
}
