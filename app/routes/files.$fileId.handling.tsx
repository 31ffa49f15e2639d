import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { allow } from "../models/core/refuse.ts";
import { changeFileHandling, fileOf } from "../models/subjects/file.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { FileLine } from "../ui/files.tsx";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

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
      {readers.length > 0 && <Notice title="Already opened by">{readers.map((one) => `${one.name} (${one.agency})`).join(", ")}. They have opened it, whatever you choose now.</Notice>}
      <Form submit="Change" cancel={to} initial={{ handling: handling ?? "", agencyIds, hidden: file.hidden ? "on" : "", lawfulBasis: "" }}>
        <HandlingFields agencies={agencies} own={file.agency} thing="file" />
        <TextArea name="reason" label="Why?" rows={2} />
        <Select name="lawfulBasis" label="Lawful basis, when more people will read it" choices={lawfulBases} empty="Fewer people, or the same" />
        <ProofField legend={whenMoreWill} />
      </Form>
    </div>
  );
}
