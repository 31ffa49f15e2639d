import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { safePath } from "../back.server.ts";
import { markerAnswerShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { answerMarker, markerToAnswer } from "../models/subjects/marker.server.ts";
import { DayInput, Form, Radios, TextArea, TextInput } from "../ui/form.tsx";
import { AnswerFor } from "../ui/markers.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Marker – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const of = await markerToAnswer(ask, params.markerId!);
  return json({ ...of, back: safePath(new URL(request.url).searchParams.get("to"), `/panels/${of.panelId}/markers`) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, markerAnswerShape, async (form) => {
    const subjectId = await answerMarker(ask, params.markerId!, form);
    return redirect(safePath(new URL(request.url).searchParams.get("to"), `/subjects/${subjectId}#markers`));
  });

export default function MarkerPage() {
  const { marker, subject, today, onBehalf, agencies, contact, back } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: "Back" }]} caption={`${marker.ref} · ${subject.ref}`} title={marker.words} />
      <p className="govuk-body">{marker.why}</p>
      <p className="govuk-body">Asked of {marker.owner} by {shortDay(marker.askByOn)}. {marker.state}{marker.answeredOn && `, ${shortDay(marker.answeredOn)}`}{marker.answerRef && `, reference there ${marker.answerRef}`}.</p>
      {marker.answerNote && <p className="govuk-body">{marker.answerNote}</p>}
      <AnswerFor marker={marker} />
      {marker.own && <p className="govuk-body"><Link className="govuk-link" to={`/markers/${marker.id}/handling`}>Who has read the answer, for whom it is</Link></p>}
      {marker.mayAnswer ? (
        <Form submit={onBehalf ? `Enter what ${marker.owner} answered` : "Answer"} cancel={back} initial={{ answeredOn: today, handling: "shared", contact }}>
          <Radios name="answer" label="Answer" choices={[{ value: "confirmed", label: "It is done", hint: "It stands in their system, or is gone from it, as was asked" }, { value: "refused", label: "It is not done", hint: "Say why below" }]} />
          <DayInput name="answeredOn" label="On" />
          <TextInput name="ref" label="Reference there" width="20" />
          <TextArea name="note" label="Note" rows={3} hint="Needed when it is not done" />
          <HandlingFields agencies={agencies} own={marker.owner} thing={null} label="Who may read reference and note?" />
          <TextInput name="contact" label="Whom to contact, when it is not for everybody" hint="Others read this instead" />
        </Form>
      ) : !marker.answer && <Notice title="It is not yours to answer">{marker.owner} answers for it once the panel has agreed it, or whoever prepares the panel on their behalf.</Notice>}
    </div>
  );
}
