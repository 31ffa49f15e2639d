import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { restorationOf, restoreMinutes } from "../models/meetings/restoration.server.ts";
import { whole, z } from "../shapes.server.ts";
import { Changes } from "../ui/changes.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Restore an earlier text – Panelroom" }];

const row = () => whole("Choose the moment in the history", 0, 999_999_999);
const restoring = () => z.object({ at: row(), over: row() });

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const at = new URL(request.url).searchParams.get("at") ?? "";
  return json(await restorationOf(ask, params.itemId!, /^\d{1,9}$/.test(at) ? Number(at) : null));
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, restoring, async (form) => redirect((await restoreMinutes(ask, params.itemId!, form)).live));

export default function Restoration() {
  const { item, at, over, row, parts, gone, fresh } = useLoaderData<typeof loader>();
  const back = `/items/${item.id}/history?at=${at}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: item.live, text: "Meeting" }, { to: back, text: "History" }]} caption={item.name} title={row ? `Restore the text of ${dayAndTime(row.at)}` : "Restore the empty text"} />
      <p className="govuk-body">
        {gone + fresh === 0 ? "The minutes read like this already." : `${gone.toLocaleString("en-GB")} characters are taken out of the minutes and ${fresh.toLocaleString("en-GB")} are put back, in your name. Nothing leaves the history: this can be restored too.`}
      </p>
      {gone + fresh > 0 && <Changes parts={parts} />}
      <Form submit="Restore this text" cancel={back}>
        <input type="hidden" name="at" value={at} />
        <input type="hidden" name="over" value={over} />
      </Form>
    </div>
  );
}
