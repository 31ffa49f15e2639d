import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { changeFileHandling, fileOf } from "../models/subjects/file.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { FileLine } from "../ui/files.tsx";
import { Rehandling } from "../ui/notes.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Who may open a file – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const page = await fileOf(ask, params.fileId!);
  allow(page.file.own && !page.file.ended, "The agency whose file it is decides this");
  return json(page);
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => {
    await changeFileHandling(context.ask, params.fileId!, form);
    return redirect(`/files/${params.fileId}`);
  }, whenWider(context));

export default function ChangeFileHandling() {
  const { file, handling, readers, agencies, agencyIds } = useLoaderData<typeof loader>();
  const to = `/files/${file.id}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to, text: "File" }]} title="Who may open this file" />
      <FileLine file={file} alone />
      <Rehandling cancel={to} readers={readers} agencies={agencies} own={file.agency} thing="file" done="opened" initial={{ handling: handling ?? "", agencyIds, hidden: file.hidden ? "on" : "" }}>
        <ProofField legend={whenMoreWill} />
      </Rehandling>
    </div>
  );
}
