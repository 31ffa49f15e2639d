import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { handlingCodes, informationGrades, sourceGrades } from "../models/core/handling.ts";
import { toWriteNote, writeNote } from "../models/subjects/note.server.ts";
import { noteShape } from "../note-shapes.server.ts";
import { Fieldset, Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Write a note – Panelroom" }];

/** The meeting to go back to: only ever the id, and a page of ours. */
const meetingIn = (request: Request): string | null => /^[\w-]{1,64}$/.exec(new URL(request.url).searchParams.get("meeting") ?? "")?.[0] ?? null;

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await toWriteNote(ask, params.subjectId!)), meetingId: meetingIn(request) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, noteShape, async (form) => {
    await writeNote(ask, params.subjectId!, form);
    const meetingId = meetingIn(request);
    return redirect(meetingId ? `/meetings/${meetingId}/live` : `/subjects/${params.subjectId}#notes`);
  });

export default function WriteNote() {
  const { head, panels, agencies, contact, police, agency, meetingId } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Write a note" />
      <Form submit="Keep the note" cancel={meetingId ? `/meetings/${meetingId}/live` : `/subjects/${head.id}`} initial={{ panelId: panels[0]?.id ?? "", contact, handling: "shared", agencyIds: [] }}>
        <TextArea name="text" label={`What does ${agency} know?`} rows={6} />
        {panels.length > 1 ? <Select name="panelId" label="For which panel?" choices={panels.map((one) => ({ value: one.id, label: one.name }))} empty={null} /> : <input type="hidden" name="panelId" value={panels[0]!.id} />}
        <HandlingFields agencies={agencies} own={agency} />
        <TextInput name="contact" label="Whom to contact" hint="Shown to those who may know of it and not read it" />
        {police && (
          <Fieldset legend="Police intelligence (3×5×2)">
            <p className="govuk-hint">Only if it is graded. The words above stay with those named; the panel reads the sanitised words.</p>
            <Select name="source" label="Source" choices={sourceGrades} empty="Not graded" />
            <Select name="information" label="Information" choices={informationGrades} empty="Not graded" />
            <Select name="code" label="Handling code" choices={handlingCodes} empty="Not graded" />
            <TextArea name="conditions" label="Conditions, for code C" hint="Read by everybody who reads either text" rows={2} />
            <TextArea name="sanitised" label="Sanitised words, for the panel" hint="The source neither named nor to be guessed" rows={3} />
          </Fieldset>
        )}
      </Form>
    </div>
  );
}
