import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { removeTemplate, templateOf } from "../models/meetings/paper-template.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Take the template away – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await templateOf(ask, params.panelId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await removeTemplate(ask, params.panelId!);
    return redirect(`/admin/panels/${params.panelId}/template`);
  });

export default function Remove() {
  const { panel } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/admin/panels/${panel.id}/template`, text: "Word template" }]} title={`Take the template of ${panel.name} away`} />
      <p className="govuk-body">From now on the panel’s Word papers look as Panelroom’s own.</p>
      <Form submit="Take it away" warning cancel={`/admin/panels/${panel.id}/template`}>{null}</Form>
    </div>
  );
}
