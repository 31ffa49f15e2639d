import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { fileOf, withdrawFile } from "../models/subjects/file.server.ts";
import { text, z } from "../shapes.server.ts";
import { FileLine } from "../ui/files.tsx";
import { Form, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Withdraw a file – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const page = await fileOf(ask, params.fileId!);
  allow(page.file.own && !page.file.ended, "The agency whose file it is decides this");
  return json(page);
}

const withdrawing = () => z.object({ reason: text("Say why", 2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, withdrawing, async ({ reason }) => redirect(await withdrawFile(ask, params.fileId!, reason)));

export default function WithdrawFile() {
  const { file } = useLoaderData<typeof loader>();
  const to = `/files/${file.id}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to, text: "File" }]} title="Withdraw this file" />
      <FileLine file={file} alone />
      <p className="govuk-body">The file itself is deleted, and cannot be brought back. That it was there, and who opened it, stays known.</p>
      <Form submit="Withdraw the file" cancel={to} warning>
        <TextArea name="reason" label="Why?" rows={2} />
      </Form>
    </div>
  );
}
