import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { dueInWords } from "../models/followup/action.ts";
import { openSharing } from "../models/followup/sending.server.ts";
import { NoPartLink } from "../ui/no-part.tsx";
import { ButtonLink, Facts, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Sharing decision – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openSharing(ask, params.sharingId!));

export default function Sharing() {
  const { facts, maySend, outside, sharing, today, weighed } = useLoaderData<typeof loader>();
  const waits = sharing.gives && sharing.agreedAt && !sharing.sentOn;
  const overdue = Boolean(waits && sharing.sendBy && sharing.sendBy < today);
  return (
    <>
      <PageTop crumbs={[{ to: "/actions", text: "Actions" }]} caption={sharing.ref} title={sharing.title}>
        {maySend && <ButtonLink to={`/sharing/${sharing.id}/sending`} secondary={false}>Mark as sent</ButtonLink>}
      </PageTop>
      {!sharing.agreedAt && <Notice kind="warning" title="Recorded, not agreed">The chair has not agreed it: nothing goes out yet.</Notice>}
      {sharing.disclosure && <Notice title="A disclosure">It goes to somebody outside the panel: send the least that is needed, and no more than is said here.</Notice>}
      <Facts
        rows={[
          ["State", <span key="state"><Tag colour={sharing.sentOn ? "green" : overdue ? "red" : sharing.agreedAt ? "blue" : "yellow"}>{sharing.sentOn ? "Sent" : !sharing.agreedAt ? "Recorded, not agreed" : waits ? "To send" : "Decided"}</Tag>{waits && sharing.sendBy && <span className={overdue ? "overdue" : undefined}> {dueInWords(sharing.sendBy, today)}</span>}</span>],
          ["About", sharing.subjectId ? <Link className="govuk-link" key="about" to={`/subjects/${sharing.subjectId}`}>{sharing.about}</Link> : sharing.about],
          ...facts,
          ["Decided", `${[sharing.panel, sharing.meetingNumber && `meeting ${sharing.meetingNumber}`].filter(Boolean).join(" ")}${sharing.itemNumber ? `, item ${sharing.itemNumber}` : ""}${sharing.meetingOn ? `, ${shortDay(sharing.meetingOn)}` : ""}${sharing.decidedBy ? `, ${sharing.decidedBy}` : ""}`],
        ]}
      />
      {weighed.length > 0 && (
        <>
          <h2 className="govuk-heading-m">What was weighed</h2>
          <Facts rows={weighed} />
        </>
      )}
      {outside && <p className="govuk-body">Whom it is about stands here by reference. If you do not know who that is, ring the panel's coordinator before you send anything.</p>}
      <NoPartLink to={`/sharing/${sharing.id}/conflict`} />
    </>
  );
}
