import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { timeOf } from "../models/core/days.ts";
import type { MinutesNotice, noticeOf } from "../models/meetings/notices.server.ts";
import { PageTop } from "./page.tsx";

const short = 300;

/** What was removed, in words. */
const said = ({ kind, by, at, chars }: MinutesNotice): string =>
  kind === "mass deletion" ? `${by ?? "You"} removed most of this item (${chars.toLocaleString("en-GB")} characters) at ${timeOf(at)}.` : "Words of yours were removed while you were writing:";

/** Above the minutes: words that were removed and may be wanted back, with the two ways to settle it. Always there, so that what comes into it is read out. */
export const MinutesNotices = ({ notices }: { notices: MinutesNotice[] }) => <div role="status">{notices.map((notice) => <OneNotice key={notice.id} notice={notice} />)}</div>;

const OneNotice = ({ notice }: { notice: MinutesNotice }) => (
  <div className="lost">
    <p className="lost__words">{said(notice)} {notice.words && <q>{notice.words.length > short ? `${notice.words.slice(0, short)} …` : notice.words}</q>}</p>
    <div className="lost__acts">
      <Form method="post" action={`/notices/${notice.id}/restoration`} className="inline-form" preventScrollReset>
        <button type="submit" className="govuk-button button-small">{notice.kind === "merge" ? "Put back" : "Restore"}</button>
      </Form>
      <Form method="post" action={`/notices/${notice.id}/dismissal`} className="inline-form" preventScrollReset>
        <button type="submit" className="govuk-button govuk-button--secondary button-small">{notice.kind === "merge" ? "Let it go" : "Leave it"}</button>
      </Form>
    </div>
  </div>
);

/** The frame of a page that settles a notice. */
export const NoticePage = ({ about: { item, notice, closed }, title, children }: { about: Awaited<ReturnType<typeof noticeOf>>; title: string; children: ReactNode }) => (
  <div className="narrow">
    <PageTop crumbs={[{ to: item.live, text: "Meeting" }]} caption={item.name} title={title} />
    {notice && !closed ? (
      <>
        <p className="govuk-body">{said(notice)}</p>
        {notice.words && <blockquote className="notin__words">{notice.words}</blockquote>}
        {children}
      </>
    ) : <p className="govuk-body">{closed ?? "This is settled: nothing is left to put back"}. <Link className="govuk-link" to={item.live}>Back to the meeting</Link></p>}
  </div>
);
