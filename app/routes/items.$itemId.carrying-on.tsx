import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf } from "../models/followup/amend.server.ts";
import { carryOn } from "../models/followup/carrying-on.server.ts";
import { id, z } from "../shapes.server.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form, Radios } from "../ui/form.tsx";

export const meta = () => [{ title: "Carry on with an action – Panelroom" }];

const shape = () => z.object({ stay: z.string().optional(), actionId: id("Choose the action") });

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  return json({ desk, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    const ref = await carryOn(ask, params.itemId!, form.actionId);
    return done(request, form, `/items/${params.itemId}/read-back`, form.actionId, ref);
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  const { doings } = desk.choices;
  return (
    <EntryPage desk={desk} back={back} title="Carry on with an open action">
      {doings.length ? (
        <Form submit="Carry on with it" cancel={back}>
          <Radios name="actionId" label="Open actions about this subject" choices={doings.map((one) => ({ value: one.id, label: `${one.ref}: ${one.what}`, hint: `${one.owner}, due ${one.dueOn.slice(8)}/${one.dueOn.slice(5, 7)}/${one.dueOn.slice(0, 4)}` }))} />
        </Form>
      ) : <p className="govuk-body">No action about this subject is open.</p>}
    </EntryPage>
  );
}
