import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { closeMinutes } from "../models/meetings/freeze.server.ts";
import { itemHead } from "../models/meetings/item-head.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Close the minutes of an item – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { head } = await itemHead(ask, params.itemId!);
  return json({ head });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await closeMinutes(ask, params.itemId!);
    return redirect((await itemHead(ask, params.itemId!)).head.live);
  });

export default function CloseMinutes() {
  const { head } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.caption} title={`Close the minutes of ${head.name}`} />
      <p className="govuk-body">Everything saved up to now is in. Whatever is typed after that is not: its author and the chair see it as “not in the minutes”. Until the meeting ends the minutes can be opened again.</p>
      <Form submit="Close these minutes" cancel={head.live}>{null}</Form>
    </div>
  );
}
