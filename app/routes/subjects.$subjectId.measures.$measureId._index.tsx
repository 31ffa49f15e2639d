import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { linkedChildren } from "../models/subjects/link.server.ts";
import { measureKind } from "../models/subjects/measure.ts";
import { changeMeasure, measureOf } from "../models/subjects/measure.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { measureShape } from "../models/subjects/shape.server.ts";
import { Form } from "../ui/form.tsx";
import { MeasureFields } from "../ui/measure-fields.tsx";
import { ButtonLink, Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Disruption measure – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const measure = await measureOf(ask, head.id, params.measureId!);
  const linked = await linkedChildren(ask, head.id);
  const children = [...linked, ...measure.protects.filter((c) => !linked.some((l) => l.value === c.id)).map((c) => ({ value: c.id, label: `${c.ref} ${c.name}` }))];
  return json({ head, measure, children, climbs: Boolean(measureKind(measure.kind)?.becomes?.length) && measure.becameId === null });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, measureShape, async ({ another, protects, ...form }) => {
    const more = another ? [(await chooseSubject(ask, another, "another", "child")).id] : [];
    await changeMeasure(ask, params.subjectId!, params.measureId!, { ...form, protects: [...new Set([...protects, ...more])] });
    return redirect(`/subjects/${params.subjectId}#measures`);
  });

export default function Measure() {
  const { head, measure, children, climbs } = useLoaderData<typeof loader>();
  const { kind, authority, terms, issuedBy, issuedOn, expiresOn, status, statusReason } = measure;
  const here = `/subjects/${head.id}/measures/${measure.id}`;
  return (
    <>
      <FormTop head={head} title="Disruption measure">
        {issuedOn && <ButtonLink to={`${here}/breaches/new`}>Record a breach</ButtonLink>}
        {climbs && <ButtonLink to={`${here}/successor`}>It became another</ButtonLink>}
      </FormTop>
      {measure.breaches.map((b, i) => <Notice key={i} kind="warning" title={`Breached on ${shortDay(b.on)}`}>{b.response ?? "Response not known"}</Notice>)}
      {measure.becameId ? (
        <Notice>This measure became another one: {measure.becameKind}. Change that one.</Notice>
      ) : (
        <Form submit="Keep" cancel={`/subjects/${head.id}`} initial={{ kind, authority, terms, issuedBy, issuedOn, expiresOn, status, statusReason, protects: measure.protects.map((c) => c.id) }}>
          <MeasureFields against={head.kind} protectable={children} />
        </Form>
      )}
    </>
  );
}
