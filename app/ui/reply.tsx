import { Link } from "@remix-run/react";
import { ownReplyInWords, type Reply, replyInWords } from "../models/meetings/reply.ts";
import { Form, PostButton, Select } from "./form.tsx";

/** What a member answered, beside their name; and for who takes attendance, the way to name the deputy whom they would send. */
export const ReplyLine = ({ meetingId, personId, name, reply, mayName }: { meetingId: string; personId: string; name: string; reply: Reply | null; mayName: boolean }) =>
  reply ? (
    <span className="reply">
      {replyInWords(reply)}
      {mayName && reply.answer === "deputy" && !reply.confirmed && <> <Link className="govuk-link" to={`/meetings/${meetingId}/guests/new?as=deputy&for=${personId}&person=${reply.deputyId}`}>Name {reply.deputyName}<span className="govuk-visually-hidden"> as deputy for {name}</span></Link></>}
    </span>
  ) : null;

interface Answering {
  reply: Reply | null;
  member: boolean;
  deputies: { id: string; name: string }[];
}

/** "Are you coming?": two buttons, and for a member whom they would send. */
export const AnswerBox = ({ action, calendar, answering: { reply, member, deputies }, open }: { action: string; calendar: string | null; answering: Answering; open?: boolean }) => (
  <section className="answer noprint" aria-labelledby="answer">
    <h2 className="govuk-heading-s" id="answer">Are you coming?</h2>
    <p className="answer__now">{reply ? <>You answered: <strong>{ownReplyInWords(reply)}</strong>.</> : "You have not answered yet."} {calendar && <a className="govuk-link" href={calendar} download>Calendar file</a>}</p>
    <div className="answer__acts">
      <PostButton small action={action} label="I am coming" fields={{ answer: "accepted" }} secondary={reply?.answer === "accepted"} />
      <PostButton small action={action} label="I am not coming" fields={{ answer: "declined" }} />
    </div>
    {member && deputies.length > 0 && (
      <details className="govuk-details answer__deputy" open={open}>
        <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Send somebody in your place</span></summary>
        <div className="govuk-details__text">
          <Form submit="Ask for this deputy" name="deputy" action={action} initial={{ deputyId: reply?.deputyId ?? "" }}>
            <input type="hidden" name="answer" value="deputy" />
            <Select name="deputyId" label="Who of your agency?" hint="Who prepares the panel agrees to it first: until then they see nothing of the meeting." choices={deputies.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form>
        </div>
      </details>
    )}
  </section>
);
