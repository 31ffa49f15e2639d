import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { daysInWords } from "../models/subjects/dates.ts";
import { confidences } from "../models/subjects/link.ts";
import { changeLink, linkOf } from "../models/subjects/link.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { relinkShape } from "../models/subjects/shape.server.ts";
import { DayInput, Form, Radios, TextArea, TextInput } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Link – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const { link, other } = await linkOf(ask, head.id, params.linkId!);
  allow(link.handling === "shared" || link.agency_id === ask.who.agencyId, "The agency whose words they are decides this");
  return json({ head, id: link.id, mayHandle: link.agency_id === ask.who.agencyId && link.panel_id !== null, words: `${other.ref} ${other.name}: ${link.kind}, ${daysInWords(link.from_on, link.to_on)}`, initial: { confidence: link.confidence, source: link.source, toOn: link.to_on, note: link.note } });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, relinkShape, async (form) => {
    await changeLink(ask, params.subjectId!, params.linkId!, form);
    return redirect(`/subjects/${params.subjectId}#links`);
  });

export default function OneLink() {
  const { head, id, mayHandle, words, initial } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Change or end a link" />
      <p className="govuk-body">{words}</p>
      {mayHandle && <p className="govuk-body"><Link className="govuk-link" to={`/subjects/${head.id}/links/${id}/handling`}>Who may read it, and who has</Link></p>}
      <Form submit="Keep" cancel={`/subjects/${head.id}`} initial={initial}>
        <Radios name="confidence" label="How sure is this?" choices={confidences} inline />
        <TextInput name="source" label="Source" />
        <DayInput name="toOn" label="Last day, if it has ended" />
        <TextArea name="note" label="Note" rows={2} />
      </Form>
    </div>
  );
}
