import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { answerHandling, changeAnswerHandling } from "../models/subjects/marker.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { Shown } from "../ui/shown.tsx";

export const meta = () => [{ title: "Who may read an answer – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await answerHandling(ask, params.markerId!));

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => redirect(`/subjects/${await changeAnswerHandling(context.ask, params.markerId!, form)}#markers`), whenWider(context));

export default function AnswerHandling() {
  const { marker, handling, agencyIds, readers, changes, agencies } = useLoaderData<typeof loader>();
  const back = `/markers/${marker.id}/confirmation`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: marker.ref }]} caption={marker.words} title="Who may read the answer" />
      {marker.answerRef && <p className="govuk-body">Reference there {marker.answerRef}</p>}
      {marker.answerNote && <p className="govuk-body"><Shown text={marker.answerNote} /></p>}
      {readers.length > 0 && <Notice title="Already read by">{readers.map((one) => `${one.name} (${one.agency})`).join(", ")}. They have read it, whatever you choose now.</Notice>}
      {changes.length > 0 && <ul className="govuk-list">{changes.map((one) => <li key={one.at}>{dayAndTime(one.at)}, {one.by}: from “{one.was}” to “{one.became}”, for {one.reason}{one.lawfulBasis && ` (${one.lawfulBasis})`}</li>)}</ul>}
      <Form submit="Change" cancel={back} initial={{ handling, agencyIds, lawfulBasis: "" }}>
        <HandlingFields agencies={agencies} own={marker.owner} thing={null} />
        <TextArea name="reason" label="Why?" rows={2} />
        <Select name="lawfulBasis" label="Lawful basis, when more people will read it" choices={lawfulBases} empty="Fewer people, or the same" />
        <ProofField legend={whenMoreWill} />
      </Form>
    </div>
  );
}
