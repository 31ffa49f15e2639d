import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime, shortDay, timeOf } from "../models/core/days.ts";
import { interviewDue, interviewReasons, interviewResults, offeredWords } from "../models/subjects/missing.ts";
import { missingOf, recordInterview } from "../models/subjects/missing.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { interviewShape } from "../models/subjects/shape.server.ts";
import { DayInput, Form, Radios, Select, TextArea, TextInput } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Return home interview – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const { episode, interview: i } = await missingOf(ask, head.id, params.episodeId!);
  const due = interviewDue({ toOn: episode.to_on, toAt: episode.to_at });
  return json({
    head, due: due && (due.at ? dayAndTime(due.at) : `the end of ${shortDay(due.on)}, because the hour of the return is not known`),
    initial: i
      ? { offered: i.offered, offeredOn: i.offered_on, result: i.result, completedOn: i.completed_on, completedTime: i.completed_at && timeOf(i.completed_at), reason: i.reason, interviewer: i.interviewer, independent: i.independent, childsAccount: i.childs_account, sharedWithPoliceOn: i.shared_with_police_on }
      : { offered: "not known", result: "not known" },
  });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, interviewShape, async (form) => {
    await recordInterview(ask, params.subjectId!, params.episodeId!, form);
    return redirect(`/subjects/${params.subjectId}#missing`);
  });

export default function ReturnInterview() {
  const { head, due, initial } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Return home interview" />
      <p className="govuk-body">{due ? <>Due by {due}.</> : "The child has not returned yet: record the return first."}</p>
      <Form submit="Record" cancel={`/subjects/${head.id}`} initial={initial}>
        <div className="twofields">
          <Radios name="offered" label="Was it offered?" choices={offeredWords} inline />
          <DayInput name="offeredOn" label="Day of the offer" />
          <Select name="result" label="What became of it" choices={interviewResults} empty={null} />
          <Select name="reason" label="If not completed, why" choices={interviewReasons} empty="Not applicable" />
          <DayInput name="completedOn" label="Day on which it was completed" />
          <TextInput name="completedTime" label="Time, if known" width="5" />
          <TextInput name="interviewer" label="Interviewer" />
          <Select name="independent" label="Independent of the placement?" choices={["yes", "no"]} empty="Not known" />
          <DayInput name="sharedWithPoliceOn" label="Shared with the police on" />
        </div>
        <TextArea name="childsAccount" label="What the child said" hint="Why, where, with whom, what happened, what would help" rows={5} />
      </Form>
    </>
  );
}
