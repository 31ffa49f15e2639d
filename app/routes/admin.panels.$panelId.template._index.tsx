import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { withFile } from "../file-upload.server.ts";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { setTemplate, templateOf } from "../models/meetings/paper-template.server.ts";
import { largestTemplate, templateTags } from "../models/meetings/paper-template.ts";
import { z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Word template – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await templateOf(ask, params.panelId!));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  // Out of reach is said before the file is read.
  await templateOf(ask, params.panelId!);
  const given = await withFile(request, largestTemplate);
  return submit(given.request, () => z.object({}), async () => {
    await setTemplate(ask, params.panelId!, given.file);
    return redirect(`/admin/panels/${params.panelId}/template`);
  });
}

export default function Template() {
  const { panel, set } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/admin", text: "Administration" }, { to: `/admin/panels/${panel.id}`, text: panel.name }]} title={`Word template of ${panel.name}`} />
      {set ? <p className="govuk-body">The panel’s Word papers use a template of {Math.ceil(set.size / 1000)} kB, set {dayAndTime(set.at)} by {set.by}. <Link className="govuk-link" to={`/admin/panels/${panel.id}/template/removal`}>Take it away</Link></p> : <p className="govuk-body">The panel’s Word papers look as Panelroom’s own. Here the partnership’s own template can take their place.</p>}
      <p className="govuk-body">Write these words into a Word document where the paper’s own are to stand. {"{marking}"} and {"{made}"} must be in the header or the foot of every kind of page.</p>
      <ul className="govuk-list govuk-list--bullet">{Object.entries(templateTags).map(([tag, what]) => <li key={tag}><strong>{`{${tag}}`}</strong> {what}</li>)}</ul>
      <Form submit="Set the template" encType="multipart/form-data" cancel={`/admin/panels/${panel.id}`}>
        <TextInput name="file" label="Word file (.docx)" type="file" accept=".docx" hint="Up to 5 MB. Without macros, comments, tracked changes, hidden text, links to other places or embedded files" />
      </Form>
    </div>
  );
}
