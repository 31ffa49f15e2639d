import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { confidences, linkKindsOf } from "../models/subjects/link.ts";
import { linkSubjects, toLink } from "../models/subjects/link.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { linkShape } from "../note-shapes.server.ts";
import { DayInput, Form, Radios, Select, TextArea, TextInput } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { SubjectPicker } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Link to another record – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ head: await headOf(ask, params.subjectId!), ...(await toLink(ask, params.subjectId!)) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, linkShape, async ({ other, ...form }) => {
    const chosen = await chooseSubject(ask, other, "other");
    await linkSubjects(ask, params.subjectId!, { ...form, otherId: chosen.id });
    return redirect(`/subjects/${params.subjectId}#links`);
  });

export default function NewLink() {
  const { head, panels, agencies, contact, agency } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Link to another record" />
      <Form submit="Link" cancel={`/subjects/${head.id}`} initial={{ panelId: panels[0]?.id ?? "", contact, handling: "shared", agencyIds: [] }}>
        <SubjectPicker name="other" label="Which record?" hint="A child, person or location that you may open: reference or name" />
        <Select name="kind" label="Kind of link" choices={linkKindsOf(head.kind)} />
        <Radios name="confidence" label="How sure is this?" choices={confidences} inline />
        <TextInput name="source" label="Source" hint="Which agency says so, and from what" />
        <div className="twofields">
          <DayInput name="fromOn" label="First seen" hint="Leave empty when it is not known" />
          <DayInput name="toOn" label="Last day, if it has ended" />
        </div>
        <TextArea name="note" label="Note" rows={2} />
        {panels.length > 1 ? <Select name="panelId" label="For which panel?" choices={panels.map((one) => ({ value: one.id, label: one.name }))} empty={null} /> : panels[0] && <input type="hidden" name="panelId" value={panels[0].id} />}
        <HandlingFields agencies={agencies} own={agency} thing="link" />
        <p className="govuk-hint">A link that is not for everybody stands on the record alone, for those who read it: on no card, agenda or timeline.</p>
        <TextInput name="contact" label="Whom to contact" hint="Shown to those who may know of it and not read it" />
      </Form>
    </div>
  );
}
