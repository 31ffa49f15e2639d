import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { measureShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf, refOf } from "../models/followup/amend.server.ts";
import { chooseMeasure } from "../models/followup/measure-choice.server.ts";
import { MeasureChoiceFields } from "../ui/entry-forms-other.tsx";
import { initialMeasure } from "../ui/entry-initial.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record a measure – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, measureShape, async ({ stay, itemId: _, ...form }) => {
    const id = await chooseMeasure(ask, params.itemId!, form);
    return done(request, { stay }, `/items/${params.itemId}/read-back`, id, await refOf(ask, "measure", id));
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record a measure">
      <Form submit="Record the measure" cancel={back} initial={initialMeasure(desk)}>
        <MeasureChoiceFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
