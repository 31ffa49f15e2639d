import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { foldAgain, quarantinedDocuments } from "../models/meetings/quarantine.server.ts";
import { z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Fold the log again – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(found((await quarantinedDocuments(ask)).find((d) => d.id === params.documentId)));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({}), async () => {
    await foldAgain(ask, params.documentId!);
    return redirect("/admin/minutes");
  });

export default function Folding() {
  const { meeting, item, why } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="Fold the log again" crumbs={[{ to: "/admin", text: "Administration" }, { to: "/admin/minutes", text: "Minutes that cannot be opened" }]} />
      <p className="govuk-body">{meeting}, item {item}: {why}.</p>
      <p className="govuk-body">The minutes are put together again from the first row of their log. When every row can be read they are open again, with all that was ever saved. When not, nothing changes.</p>
      <Form submit="Fold again" cancel="/admin/minutes">{null}</Form>
    </div>
  );
}
