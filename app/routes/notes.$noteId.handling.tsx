import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { allow } from "../models/core/refuse.ts";
import { changeHandling, noteOf } from "../models/subjects/note.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { HandlingFields, NoteWords } from "../ui/notes.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Who may read a note – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const page = await noteOf(ask, params.noteId!);
  allow(page.note.own && !page.note.ended, "The agency whose words they are decides this");
  return json(page);
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => {
    await changeHandling(context.ask, params.noteId!, form);
    return redirect(`/notes/${params.noteId}`);
  }, whenWider(context));

export default function ChangeHandling() {
  const { head, note, readers, agencies, agencyIds } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Who may read this note" />
      <NoteWords note={note} alone />
      {readers.length > 0 && <Notice title="Already read by">{readers.map((one) => `${one.name} (${one.agency})`).join(", ")}. They have read it, whatever you choose now.</Notice>}
      <Form submit="Change" cancel={`/notes/${note.id}`} initial={{ handling: note.handling ?? "", agencyIds, hidden: note.hidden ? "on" : "", lawfulBasis: "" }}>
        <HandlingFields agencies={agencies} own={note.agency} />
        <TextArea name="reason" label="Why?" rows={2} />
        <Select name="lawfulBasis" label="Lawful basis, when more people will read it" choices={lawfulBases} empty="Fewer people, or the same" />
        <ProofField legend={whenMoreWill} />
      </Form>
    </div>
  );
}
