import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { filingShape } from "../gate-shapes.server.ts";
import { shortDay } from "../models/core/days.ts";
import { fileExtract, openExtract } from "../models/meetings/filing.server.ts";
import { DayInput, Form, Radios, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "File an extract – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { extract, meeting, own, agency, panelId } = await openExtract(ask, params.extractId!);
  return json({ id: extract.id, title: [extract.number, extract.ref].filter(Boolean).join(" "), version: extract.version, meeting, own, agency, panelId });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, filingShape, async (form) => {
    await fileExtract(ask, params.extractId!, form);
    return redirect(`/extracts/${params.extractId}`);
  });

export default function Filing() {
  const { id, title, version, meeting, own, agency } = useLoaderData<typeof loader>();
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: `/extracts/${id}`, text: "Extract" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title={`File ${title}, version ${version}`} />
      <Form submit="Keep this" cancel={`/extracts/${id}`} initial={own ? { kind: own.kind, reference: own.reference, filedOn: own.filedOn, note: own.note } : { kind: "filed" }}>
        <Radios name="kind" label={`Does ${agency} keep this extract?`} choices={[{ value: "filed", label: "Filed in our own system" }, { value: "not kept", label: "We do not keep it" }]} />
        <TextInput name="reference" label="Reference in your own system, if filed" width="20" />
        <DayInput name="filedOn" label="Filed on" />
        <TextInput name="note" label="Note, or why you do not keep it" />
      </Form>
    </div>
  );
}
