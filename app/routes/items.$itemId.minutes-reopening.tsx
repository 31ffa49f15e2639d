import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { reopenMinutes } from "../models/meetings/freeze.server.ts";
import { itemHead } from "../models/meetings/item-head.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Open the minutes of an item again – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { head } = await itemHead(ask, params.itemId!);
  return json({ head });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await reopenMinutes(ask, params.itemId!);
    return redirect((await itemHead(ask, params.itemId!)).head.live);
  });

export default function ReopenMinutes() {
  const { head } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.caption} title={`Open the minutes of ${head.name} again`} />
      <p className="govuk-body">The members of the panel can write again. What came while they were closed stays “not in the minutes”.</p>
      <Form submit="Open them again" cancel={head.live}>{null}</Form>
    </div>
  );
}
