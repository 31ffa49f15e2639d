import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { changeHandling, noteOf } from "../models/subjects/note.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { NoteWords, Rehandling } from "../ui/notes.tsx";
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
      <Rehandling cancel={`/notes/${note.id}`} readers={readers} agencies={agencies} own={note.agency} thing="note" initial={{ handling: note.handling ?? "", agencyIds, hidden: note.hidden ? "on" : "" }}>
        <ProofField legend={whenMoreWill} />
      </Rehandling>
    </div>
  );
}
