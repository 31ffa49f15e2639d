import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { restrictedMinutesOf, takeBackRestricted, whose } from "../models/meetings/restricted.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Take back restricted minutes – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { own, id, head, agency } = await restrictedMinutesOf(ask, params.restrictedId!);
  allow(own, whose);
  return json({ id, head, agency });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) => submit(request, pressed, async () => redirect(await takeBackRestricted(ask, params.restrictedId!)));

export default function TakeBackRestricted() {
  const { id, head, agency } = useLoaderData<typeof loader>();
  const to = `/restricted-minutes/${id}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to, text: "Restricted minutes" }]} caption={`${head.caption}, ${head.name}`} title="Take these minutes back" />
      <p className="govuk-body">Then nobody finds these restricted minutes of {agency} any more. That can be done while nothing is written in them; what is written stays, or is withdrawn as a passage.</p>
      <Form submit="Take them back" warning cancel={to}>{null}</Form>
    </div>
  );
}
