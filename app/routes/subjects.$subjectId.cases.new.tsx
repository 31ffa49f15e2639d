import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addMonths, dayOf } from "../models/core/days.ts";
import { NotAllowed } from "../models/core/refuse.ts";
import { openCase } from "../models/subjects/case.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { panelsToOpenTo } from "../models/subjects/referral.server.ts";
import { day, id, text, z } from "../shapes.server.ts";
import { DayInput, Form, Select, TextArea } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Open a case – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const panels = await panelsToOpenTo(ask, head);
  if (!panels.length) throw new NotAllowed("This record is open to each of your panels that discusses it");
  return json({ head, panels, reviewOn: addMonths(dayOf(ask.now), 3) });
}

const opening = () => z.object({ panelId: id("Choose the panel"), why: text("Say why the case is opened", 2000), reviewOn: day("Enter the date of the first review") });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, opening, async (form) => {
    await openCase(ask, { ...form, subjectId: params.subjectId! });
    return redirect(`/subjects/${params.subjectId}#cases`);
  });

export default function NewCase() {
  const { head, panels, reviewOn } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Open a case" />
      <Form submit="Open the case" cancel={`/subjects/${head.id}`} initial={{ panelId: panels.length === 1 ? panels[0]!.id : "", reviewOn }}>
        <Select name="panelId" label="Panel" choices={panels.map((p) => ({ value: p.id, label: p.name }))} />
        <TextArea name="why" label="Why" rows={4} />
        <DayInput name="reviewOn" label="First review" hint="A meeting may take it before" />
      </Form>
    </div>
  );
}
