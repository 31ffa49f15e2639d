import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { correctTimes, timesOf } from "../models/meetings/times.server.ts";
import { rows, timesShape } from "../models/meetings/times.shape.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Arrivals and departures – Panelroom" }];

/** Whose times they are: no address of its own, for it is a part of the attendance. */
const personIn = (request: Request): string => new URL(request.url).searchParams.get("person") ?? "";

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await timesOf(ask, params.meetingId!, personIn(request))), rows });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, timesShape, async ({ stays }) => {
    await correctTimes(ask, params.meetingId!, personIn(request), stays);
    return redirect(`/meetings/${params.meetingId}/attendance`);
  });

export default function Times() {
  const { meeting, name, agency, stays, earlier, whyNot, rows } = useLoaderData<typeof loader>();
  const back = `/meetings/${meeting.id}/attendance`;
  const shown = Math.min(rows, stays.length + 2);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: "Attendance" }]} caption={`${name}, ${agency}`} title="Arrivals and departures" />
      <p className="govuk-body">Meeting {meeting.number}, {shortDay(meeting.onDay)}. {stays.length === 0 ? (earlier.length ? "No times of today are known: they count as not there today." : "No times are known: who is ticked as present counts as there for the whole meeting.") : stays.some((stay) => stay.how === "by hand") ? `Corrected by ${stays.find((stay) => stay.by)?.by ?? "hand"}.` : "Stamped by their page being open."} What was known before is kept.</p>
      {earlier.length > 0 && <p className="govuk-body">Before the meeting was adjourned: {earlier.join("; ")}. These times stay as they are.</p>}
      {whyNot ? <Notice title={whyNot}>{stays.map(({ from, to }) => `${from} to ${to ?? "the end"}`).join(", ") || "No times are known."}</Notice> : (
        <Form submit="Keep these times" cancel={back} initial={Object.fromEntries(stays.flatMap((stay, row) => [[`from.${row}`, stay.from], [`to.${row}`, stay.to ?? ""]]))}>
          {Array.from({ length: shown }, (_, row) => (
            <div className="times" key={row}>
              <TextInput name={`from.${row}`} label={row === 0 ? "Came at" : <>Came<span className="govuk-visually-hidden">, {row + 1}. time,</span> at</>} width="5" inputMode="numeric" />
              <TextInput name={`to.${row}`} label={row === 0 ? "Left at" : <>Left<span className="govuk-visually-hidden">, {row + 1}. time,</span> at</>} hint={row === 0 ? "Empty: still here" : undefined} width="5" inputMode="numeric" />
            </div>
          ))}
        </Form>
      )}
    </div>
  );
}
