import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { outcomeShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf } from "../models/followup/amend.server.ts";
import { setOutcome } from "../models/meetings/outcome.server.ts";
import { OutcomeFields } from "../ui/entry-forms.tsx";
import { initialOutcome } from "../ui/entry-initial.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record the outcome – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, outcomeShape, async (form) => {
    await setOutcome(ask, params.itemId!, form);
    return done(request, form, `/items/${params.itemId}/read-back`);
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record the outcome">
      <Form submit="Record the outcome" cancel={back} initial={initialOutcome(desk)}>
        <OutcomeFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
