import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { fileShape } from "../file-shapes.server.ts";
import { withFile } from "../file-upload.server.ts";
import { submit } from "../form.server.ts";
import { addFile, toAddFile } from "../models/subjects/file.server.ts";
import { FileForm } from "../ui/files.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add a file – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toAddFile(ask, { actionId: params.actionId! }));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  // Asked before a byte is taken in: who may add none here sends nothing either.
  await toAddFile(ask, { actionId: params.actionId! });
  const given = await withFile(request);
  return submit(given.request, fileShape, async (form) => redirect(await addFile(ask, { actionId: params.actionId! }, form, given.file)));
}

export default function AddFile() {
  const { about, back, ...form } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: "Back" }]} caption={about} title="Add evidence" />
      <FileForm {...form} cancel={back} />
    </div>
  );
}
