import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { closingDetail, nextName } from "../models/subjects/case.ts";
import { readCase } from "../models/subjects/closing.server.ts";
import { ButtonLink, Facts, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Case – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await readCase(ask, params.caseId!));

export default function Case() {
  const { case: one, subject, panel, next, nexts, today, may } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }]} title={subject.name} caption={`Case with ${panel.name}`}>
        {may.review && <ButtonLink to={`/cases/${one.id}/review`}>Change the review</ButtonLink>}
        {may.startClosing && <ButtonLink to={`/cases/${one.id}/closing`}>{next?.kind === "closing" ? "Change the closing" : "Start closing"}</ButtonLink>}
        {may.startClosing && next?.kind === "closing" && <ButtonLink to={`/cases/${one.id}/closing-withdrawal`}>Withdraw the closing</ButtonLink>}
        {may.close && <ButtonLink to={`/cases/${one.id}/closure`} secondary={next?.kind !== "closing"}>Close the case</ButtonLink>}
      </PageTop>
      <p className="govuk-body"><Link className="govuk-link" to={`/subjects/${subject.id}`}>Open the record of {subject.ref}</Link></p>
      {one.closedOn ? (
        <Notice title={`Closed ${shortDay(one.closedOn)}${one.closedBy ? ` by ${one.closedBy}` : ""}`}>It is reached for a while after closing. Open it again from the record.</Notice>
      ) : next ? (
        <section className={next.on_day < today ? "nextthing nextthing--overdue" : "nextthing"} aria-label="Next thing">
          <p className="nextthing__what">{nextName(next.kind)}, {shortDay(next.on_day)} {next.on_day < today && <Tag colour="red">Overdue</Tag>}</p>
          <p className="nextthing__who">{next.owner} answers for it.{next.kind === "listed" && next.meeting_id ? <> <Link className="govuk-link" to={`/meetings/${next.meeting_id}`}>To the meeting</Link></> : null}</p>
          {next.why && <p className="nextthing__who">{next.why}</p>}
        </section>
      ) : (
        <Notice kind="warning" title="This case has no next thing">Set a review now, and tell the coordinator.</Notice>
      )}
      <Facts
        rows={[
          ["Opened", `${shortDay(one.openedOn)}${one.openedBy ? ` by ${one.openedBy}` : ""}`],
          ["Why", one.why],
          ...(one.reason ? ([["Why it is closed", one.reason], [(closingDetail(one.reason) ?? "Besides"), one.detail], ["Support that goes on", one.supportContinues], ["What would bring it back", one.wouldBringBack]] as [string, string | null][]) : []),
        ]}
      />
      {nexts.length > 0 && (
        <section>
          <h2 className="govuk-heading-m">What came before</h2>
          <ul className="plainlist">
            {nexts.map((n) => (
              <li key={n.id}>
                {n.kind === "listed" && n.meeting_id ? <Link className="govuk-link" to={`/meetings/${n.meeting_id}`}>{nextName(n.kind)}</Link> : nextName(n.kind)} {shortDay(n.on_day)}{n.why ? `: ${n.why}` : ""}
                <span className="subline">Set {dayAndTime(n.set_at)}{n.by ? ` by ${n.by}` : ""}; {n.owner} answered for it</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
