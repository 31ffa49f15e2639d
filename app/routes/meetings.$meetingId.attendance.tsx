import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { may } from "../models/core/access.ts";
import { shortDay } from "../models/core/days.ts";
import { meetingInReach } from "../models/core/reach.server.ts";
import { type Attendance, attendanceName, attendances } from "../models/meetings/attendance.ts";
import { attendanceShape } from "../models/meetings/attendance.shape.server.ts";
import { attendanceOf, type Attendee, deputiesFor, recordAttendance } from "../models/meetings/attendance.server.ts";
import { Form, Radios, Select, Tick } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Attendance – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const meeting = await meetingInReach(ask, params.meetingId!);
  const attendees = await attendanceOf(ask, meeting.id);
  const mayTake = may.takeAttendance(ask.who, meeting) && (meeting.status === "published" || meeting.status === "live" || meeting.status === "ended");
  return json({ id: meeting.id, number: meeting.number, onDay: meeting.on_day, attendees, mayTake, deputies: mayTake ? await deputiesFor(ask, attendees) : [] });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, attendanceShape, async ({ marks, othersPresent }) => {
    await recordAttendance(ask, params.meetingId!, marks, othersPresent);
    return redirect(`/meetings/${params.meetingId}/attendance`);
  });

const choices: { value: Attendance | ""; label: string }[] = [...attendances.map((value) => ({ value, label: value === "absent" ? "Absent" : attendanceName(value) })), { value: "", label: "Not known" }];

export default function AttendancePage() {
  const { id, number, onDay, attendees, mayTake, deputies } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Attendance" caption={`Meeting ${number}, ${shortDay(onDay)}`} crumbs={[{ to: `/meetings/${id}`, text: `Meeting ${number}` }, { to: `/meetings/${id}/live`, text: "Live" }]} />
      <p className="govuk-body noprint"><Link className="govuk-link" to={`/meetings/${id}/guests`}>Deputies and others invited to this meeting</Link></p>
      {mayTake ? (
        <Form submit="Save attendance" cancel={`/meetings/${id}/live`} initial={Object.fromEntries(attendees.flatMap((a) => [[`status.${a.personId}`, a.status ?? ""], [`sent.${a.personId}`, a.informationSent ?? ""], [`deputy.${a.personId}`, a.deputyId ?? ""]]))}>
          <Table attendees={attendees} fields={(a) => <Fields attendee={a} deputies={deputies.filter((d) => d.agencyId === a.agencyId)} />} />
          <Tick name="others" label="Everyone marked “Not known” was present" />
        </Form>
      ) : (
        <Table attendees={attendees} fields={(a) => <Shown attendee={a} />} />
      )}
    </>
  );
}

const Table = ({ attendees, fields }: { attendees: Attendee[]; fields: (a: Attendee) => React.ReactNode }) => (
  <div className="tablewrap" tabIndex={0} role="region" aria-label="Attendance">
    <table className="govuk-table attendance">
      <caption className="govuk-visually-hidden">Members of the panel and how they attended</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          <th scope="col" className="govuk-table__header">Member</th>
          <th scope="col" className="govuk-table__header">Attended</th>
          <th scope="col" className="govuk-table__header">If not: information sent?</th>
          <th scope="col" className="govuk-table__header">Deputy</th>
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {attendees.map((a) => (
          <tr className="govuk-table__row" key={a.personId}>
            <th scope="row" className="govuk-table__header attendance__who">
              {a.name} <span className="attendance__agency">{a.agency}{a.role !== "member" && `, ${a.role}`}{a.named && `; ${a.named} is named as deputy`}</span>
            </th>
            {fields(a)}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Fields = ({ attendee: { personId, name }, deputies }: { attendee: Attendee; deputies: { id: string; name: string }[] }) => (
  <>
    <td className="govuk-table__cell"><Radios name={`status.${personId}`} label={<Hidden>{name} attended</Hidden>} choices={choices} inline /></td>
    <td className="govuk-table__cell" data-label="If not: information sent?"><Select name={`sent.${personId}`} label={<Hidden>Information sent by {name}</Hidden>} choices={["yes", "no"]} empty="Not known" /></td>
    <td className="govuk-table__cell" data-label="Deputy">{deputies.length ? <Select name={`deputy.${personId}`} label={<Hidden>Deputy for {name}</Hidden>} choices={deputies.map((d) => ({ value: d.id, label: d.name }))} empty="None" /> : <span className="attendance__none">Nobody else of this agency has an account</span>}</td>
  </>
);

const Hidden = ({ children }: { children: React.ReactNode }) => <span className="govuk-visually-hidden">{children}</span>;

const Shown = ({ attendee: a }: { attendee: Attendee }) => (
  <>
    <td className="govuk-table__cell">{a.status ? attendanceName(a.status) : <span className="not-known">Not known</span>}</td>
    <td className="govuk-table__cell" data-label="If not: information sent?">{a.status === "present" ? "—" : a.informationSent ? (a.informationSent === "yes" ? "Yes" : "No") : <span className="not-known">Not known</span>}</td>
    <td className="govuk-table__cell" data-label="Deputy">{a.deputyName ?? "None"}</td>
  </>
);
