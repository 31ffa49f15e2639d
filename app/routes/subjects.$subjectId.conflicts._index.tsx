import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { type ConflictShown, conflictsOf } from "../models/subjects/conflict.server.ts";
import { ButtonLink, Empty } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Conflicts of interest – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await conflictsOf(ask, params.subjectId!));

export default function Conflicts() {
  const { head, decides, conflicts } = useLoaderData<typeof loader>();
  const [now, before] = [conflicts.filter((one) => !one.endedAt), conflicts.filter((one) => one.endedAt)];
  return (
    <div className="narrow">
      <FormTop head={head} title="Conflicts of interest" />
      <p className="govuk-body">Whoever has a conflict of interest does not see this record, the items about it, or anything that follows from them. {decides ? "You see why; other members do not." : "Why, the chair and the deputy know."}</p>
      <h2 className="govuk-heading-m">Taking no part</h2>
      {now.length === 0 && <Empty>Nobody has a conflict of interest here.</Empty>}
      <ul className="govuk-list rows">{now.map((one) => <One key={one.id} one={one} subjectId={head.id} decides={decides} />)}</ul>
      <p><ButtonLink to={`/subjects/${head.id}/conflicts/new`}>Declare a conflict of interest</ButtonLink></p>
      {before.length > 0 && (
        <>
          <h2 className="govuk-heading-m">Ended</h2>
          <ul className="govuk-list rows">{before.map((one) => <One key={one.id} one={one} subjectId={head.id} decides={decides} />)}</ul>
        </>
      )}
    </div>
  );
}

const One = ({ one, subjectId, decides }: { one: ConflictShown; subjectId: string; decides: boolean }) => (
  <li className={one.endedAt ? "rows__one rows__one--old" : "rows__one"}>
    <span>
      <strong>{one.name}</strong>, {one.agency}
      <span className="rows__note">Since {dayAndTime(one.declaredAt)}, declared by {one.by ?? "themselves"}</span>
      {one.reason && <span className="rows__note">In confidence: {one.reason}</span>}
      {one.endedAt && <span className="rows__note">Ended {dayAndTime(one.endedAt)} by {one.endedBy}{one.endedReason && `: ${one.endedReason}`}</span>}
      {one.left && one.left.actions.length > 0 && (
        <span className="rows__next overdue">
          Still owns {one.left.actions.map((action, i) => <span key={action.id}>{i > 0 && ", "}<Link className="govuk-link" to={`/actions/${action.id}`}>{action.ref}</Link></span>)}, and no longer sees {one.left.actions.length === 1 ? "it" : "them"}: give {one.left.actions.length === 1 ? "it" : "them"} to somebody else.
        </span>
      )}
      {one.left && one.left.sharing.length > 0 && (
        <span className="rows__next overdue">
          Was to send what was decided in {one.left.sharing.map((sharing, i) => <span key={sharing.id}>{i > 0 && ", "}<Link className="govuk-link" to={`/sharing/${sharing.id}`}>{sharing.ref}</Link></span>)}, and no longer sees {one.left.sharing.length === 1 ? "it" : "them"}: see that somebody else does.
        </span>
      )}
      {one.left?.cases.map((open) => <span key={open.id} className="rows__next overdue">Still answers for the next thing of the <Link className="govuk-link" to={`/cases/${open.id}`}>case with {open.panel}</Link>: name somebody else.</span>)}
    </span>
    {decides && !one.endedAt && <Link className="govuk-link" to={`/subjects/${subjectId}/conflicts/${one.id}/ending`}>End<span className="govuk-visually-hidden"> the conflict of interest of {one.name}</span></Link>}
  </li>
);
