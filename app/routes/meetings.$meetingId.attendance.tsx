import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { type Attendance, attendanceName, attendances } from "../models/meetings/attendance.ts";
import { attendanceShape } from "../models/meetings/attendance.shape.server.ts";
import { recordAttendance } from "../models/meetings/attendance.server.ts";
import { type AttendancePage, attendancePage } from "../models/meetings/attendance-page.server.ts";
import { DayInput, Form, Radios, Select, Tick } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { InvitedHere, QuorumWarning, RoomByItem, TimesInRoom } from "../ui/room.tsx";
import { ReplyLine } from "../ui/reply.tsx";

export const meta = () => [{ title: "Attendance – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await attendancePage(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, attendanceShape, async ({ marks, othersPresent }) => {
    await recordAttendance(ask, params.meetingId!, marks, othersPresent);
    return redirect(`/meetings/${params.meetingId}/attendance`);
  });

const choices: { value: Attendance | ""; label: string }[] = [...attendances.map((value) => ({ value, label: value === "absent" ? "Absent" : attendanceName(value) })), { value: "", label: "Not known" }];

type Attendee = AttendancePage["attendees"][number];

export default function Page() {
  const { meeting, attendees, mayTake, mayCorrect, deputies, quorum, invited, rooms } = useLoaderData<typeof loader>();
  const { id, number, onDay } = meeting;
  const room = (a: Attendee) => (meeting.begun ? <Room attendee={a} meetingId={id} mayCorrect={mayCorrect} ended={meeting.ended} /> : null);
  return (
    <>
      <PageTop title="Attendance" caption={`Meeting ${number}, ${shortDay(onDay)}`} crumbs={[{ to: `/meetings/${id}`, text: `Meeting ${number}` }, { to: `/meetings/${id}/live`, text: "Live" }]} />
      <p className="govuk-body noprint"><Link className="govuk-link" to={`/meetings/${id}/guests`}>Deputies and others invited to this meeting</Link></p>
      <QuorumWarning quorum={quorum} />
      {meeting.status === "live" && mayTake && <p className="govuk-body">Whoever has the meeting’s page open is marked present by themselves. Tick who is in the room without one.</p>}
      {mayTake ? (
        <Form submit="Save attendance" cancel={`/meetings/${id}/live`} initial={Object.fromEntries(attendees.flatMap((a) => [[`status.${a.personId}`, a.status ?? (a.reply && a.reply.answer !== "accepted" ? "apologies" : "")], [`sent.${a.personId}`, a.informationSent ?? ""], [`received.${a.personId}`, a.informationOn ?? ""], [`deputy.${a.personId}`, a.deputyId ?? (!a.status && a.reply?.confirmed ? a.reply.deputyId : "")]]))}>
          <Table id={id} mayTake={mayTake} attendees={attendees} begun={meeting.begun} fields={(a) => <Fields attendee={a} deputies={deputies.filter((d) => d.agencyId === a.agencyId)} />} room={room} />
          <Tick name="others" label="Everyone marked “Not known” was present" />
        </Form>
      ) : (
        <Table id={id} mayTake={mayTake} attendees={attendees} begun={meeting.begun} fields={(a) => <Shown attendee={a} />} room={room} />
      )}
      <InvitedHere invited={invited} />
      <RoomByItem rooms={rooms} />
    </>
  );
}

interface TableProps {
  id: string;
  mayTake: boolean;
  attendees: Attendee[];
  begun: boolean;
  fields: (a: Attendee) => React.ReactNode;
  room: (a: Attendee) => React.ReactNode;
}
const Table = ({ id, mayTake, attendees, begun, fields, room }: TableProps) => (
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
              <ReplyLine meetingId={id} personId={a.personId} name={a.name} reply={a.reply} mayName={mayTake} />
              {begun && <span className="attendance__times">{room(a)}</span>}
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
    <td className="govuk-table__cell" data-label="If not: information sent?"><Select name={`sent.${personId}`} label={<Hidden>Information sent by {name}</Hidden>} choices={["yes", "no"]} empty="Not known" /><DayInput name={`received.${personId}`} label={<>Received<Hidden> from {name}, on which day</Hidden></>} hint="" /></td>
    <td className="govuk-table__cell" data-label="Deputy">{deputies.length ? <Select name={`deputy.${personId}`} label={<Hidden>Deputy for {name}</Hidden>} choices={deputies.map((d) => ({ value: d.id, label: d.name }))} empty="None" /> : <span className="attendance__none">Nobody else of this agency has an account</span>}</td>
  </>
);

const Hidden = ({ children }: { children: React.ReactNode }) => <span className="govuk-visually-hidden">{children}</span>;

const Shown = ({ attendee: a }: { attendee: Attendee }) => (
  <>
    <td className="govuk-table__cell">{a.status ? attendanceName(a.status) : <span className="not-known">Not known</span>}</td>
    <td className="govuk-table__cell" data-label="If not: information sent?">{a.status === "present" ? "—" : a.informationSent ? `${a.informationSent === "yes" ? "Yes" : "No"}${a.informationOn ? `, received ${shortDay(a.informationOn)}` : ""}` : <span className="not-known">Not known</span>}</td>
    <td className="govuk-table__cell" data-label="Deputy">{a.deputyName ?? "None"}</td>
  </>
);

/** When they, or who came in their place, were in the room. */
const Room = ({ attendee: a, meetingId, mayCorrect, ended }: { attendee: Attendee; meetingId: string; mayCorrect: boolean; ended: boolean }) => (
  <>
    <TimesInRoom times={a.times} ended={ended} />
    {mayCorrect && (a.status === "present" || a.times) && <> <Link className="govuk-link" to={`/meetings/${meetingId}/times?person=${a.personId}`}>Correct<Hidden> the times of {a.name}</Hidden></Link></>}
    {a.deputyName && (
      <span className="attendance__deputy">
        {a.deputyName}: <TimesInRoom times={a.deputyTimes} ended={ended} />
        {mayCorrect && a.deputyId && a.named && <> <Link className="govuk-link" to={`/meetings/${meetingId}/times?person=${a.deputyId}`}>Correct<Hidden> the times of {a.deputyName}</Hidden></Link></>}
      </span>
    )}
  </>
);
