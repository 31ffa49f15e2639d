import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { absenceInWords } from "../models/subjects/conflict.ts";
import { openMinutes } from "../models/meetings/approval.server.ts";
import { cardsInWords } from "../models/meetings/card.ts";
import { chairingInWords } from "../models/meetings/chairing.ts";
import { closedInWords } from "../models/meetings/closed.ts";
import { visitInWords } from "../models/meetings/guest.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { outcomeFacts } from "../models/meetings/outcome.ts";
import { Corrections, Marked } from "../ui/corrections.tsx";
import { adjournmentInWords } from "../models/meetings/put-off.ts";
import { satOnSeveralDays } from "../models/meetings/paper.ts";
import { spansInWords } from "../models/meetings/room.ts";
import { ExtractShown } from "../ui/extract.tsx";
import { NotInMinutes } from "../ui/late.tsx";
import { MinutesStanding, Seal } from "../ui/minutes-standing.tsx";
import { Overrides } from "../ui/overrides.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Minutes – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get("version");
  const { paper, ...minutes } = await openMinutes(ask, params.meetingId!, asked && /^\d{1,6}$/.test(asked) ? Number(asked) : null);
  return json({ ...minutes, paper: { ...paper, items: paper.items.map(({ text, ...item }) => ({ ...item, blocks: readMarkdown(text), outcome: item.outcome ? outcomeFacts(item.outcome, shortDay) : [] })) } });
}

const attended: Record<string, string> = { present: "Present", deputy: "Present as deputy", apologies: "Apologies", absent: "Absent, no apologies" };

export default function Minutes() {
  const { agreement, circulated, corrections, late, may, meeting, newest, paper, seal, references, version, versions } = useLoaderData<typeof loader>();
  const marked = paper.corrections ?? [];
  const names = new Map(paper.items.map((item) => [item.id, [item.number, item.name].filter(Boolean).join(" ")]));
  const draft = version.state === "draft";
  // Runs of items of one section, in the order of the meeting.
  const runs: { section: string; items: typeof paper.items }[] = [];
  for (const item of paper.items) {
    const run = runs[runs.length - 1];
    if (run?.section === item.section) run.items.push(item);
    else runs.push({ section: item.section, items: [item] });
  }
  return (
    <article className="paper">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: "Meeting" }]} caption={`${paper.panel} meeting ${paper.number}`} title="Minutes">
        {may.approve && <ButtonLink to={`/meetings/${meeting.id}/approval`} secondary={false}>Approve the minutes</ButtonLink>}
        {may.correct && <ButtonLink to={`/meetings/${meeting.id}/corrections`}>Propose a correction</ButtonLink>}
        {may.add && <ButtonLink to={`/meetings/${meeting.id}/addenda`}>Add an addendum</ButtonLink>}
        <ButtonLink to={`/meetings/${meeting.id}/extracts`}>Extracts</ButtonLink>
        <ButtonLink to={`/meetings/${meeting.id}/papers`}>Papers</ButtonLink>
      </PageTop>
      <p className={draft ? "paper__state paper__state--draft" : "paper__state"}>
        <strong>{draft ? "DRAFT" : "APPROVED"}</strong> {version.number && `${version.number}, `}version {version.version}, {dayAndTime(version.at)}{version.by && `, ${version.by}`}.{version.reason && ` ${version.reason}.`}
        {version.version < newest && <> <Link className="govuk-link" to={`/meetings/${meeting.id}/minutes`}>A newer version stands</Link>.</>}
      </p>
      <MinutesStanding meeting={meeting} circulated={circulated} agreement={agreement} undecided={corrections.filter((one) => one.accepted === null).length} mayCirculate={may.circulate} />
      <p className="lead">{fullDay(paper.onDay)}, {paper.startsAt}{paper.place && `, ${paper.place}`}{paper.chair && `. Chair: ${paper.chair}`}</p>
      {paper.chairing && paper.chairing.length > 0 && <p className="govuk-body">In the chair: {chairingInWords(paper.chairing)}.</p>}
      {paper.adjourned?.map((one) => <p className="govuk-body" key={one.at}>{adjournmentInWords(one)}.</p>)}
      <section aria-labelledby="attendance">
        <h2 className="govuk-heading-m" id="attendance">Attendance</h2>
        {paper.attendance.length === 0 ? <p className="govuk-body">Attendance was not recorded.</p> : (
          <section className="tablewrap" tabIndex={0} aria-label="Who was there">
            <table className="govuk-table">
              <caption className="govuk-visually-hidden">Who was there</caption>
              <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Name</th><th scope="col" className="govuk-table__header">Agency</th><th scope="col" className="govuk-table__header">Attendance</th></tr></thead>
              <tbody className="govuk-table__body">
                {paper.attendance.map((a) => (
                  <tr className="govuk-table__row" key={a.name + a.agency}>
                    <td className="govuk-table__cell">{a.name}</td><td className="govuk-table__cell">{a.agency}</td>
                    <td className="govuk-table__cell">{attended[a.status] ?? a.status}{a.deputyFor && ` for ${a.deputyFor}`}{a.informationSent && `, information ${a.informationSent === "yes" ? "sent" : "not sent"}`}{a.informationOn && `, received ${shortDay(a.informationOn)}`}{a.times && `, ${spansInWords(a.times, satOnSeveralDays(paper))}`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {paper.quorum && <p className="govuk-body"><strong>{paper.quorum}.</strong></p>}
      </section>
      {runs.map(({ section, items }) => (
        <section key={items[0]!.id}>
          <h2 className="govuk-heading-m paper__section">{section}</h2>
          {items.map((item) => (
            <section className="paper__item" key={item.id} aria-labelledby={`item-${item.id}`}>
              <h3 className="govuk-heading-s" id={`item-${item.id}`}>{[item.number, item.name].filter(Boolean).join(" ")}{item.ref && item.ref !== item.name && <span className="paper__ref"> {item.ref}</span>}</h3>
              {item.noPart && item.noPart.length > 0 && <p className="govuk-body-s">Conflict of interest declared: {item.noPart.map(absenceInWords).join("; ")}.</p>}
              {item.guests && item.guests.length > 0 && <p className="govuk-body-s">Invited to this item: {item.guests.map(visitInWords).join("; ")}.</p>}
              {item.agreed && <p className="govuk-body">{item.agreed}</p>}
              <ExtractShown extract={item} references={references} />
              {item.cards && item.cards.length > 0 && <p className="govuk-body-s">Proposed by each agency before it was agreed: {cardsInWords(item.cards)}.</p>}
              <Marked corrections={marked.filter((one) => one.itemId === item.id)} />
              {may.correct && <p className="govuk-body-s noprint"><Link className="govuk-link" to={`/meetings/${meeting.id}/corrections?item=${item.id}`}>Correct this item<span className="govuk-visually-hidden"> {names.get(item.id)}</span></Link></p>}
              {item.overrides && <Overrides overrides={item.overrides} />}
              {item.closed?.map((session) => <p className="govuk-body" key={session.from}>{closedInWords(session)}</p>)}
            </section>
          ))}
        </section>
      ))}
      {marked.some((one) => one.itemId === null) && <Marked corrections={marked.filter((one) => one.itemId === null)} />}
      {corrections.length > 0 && (
        <section aria-labelledby="corrections">
          <h2 className="govuk-heading-m paper__section" id="corrections">Corrections proposed</h2>
          <Corrections corrections={corrections} decide={may.decide} items={names} />
        </section>
      )}
      {paper.addenda.length > 0 && (
        <section aria-labelledby="addenda">
          <h2 className="govuk-heading-m paper__section" id="addenda">Addenda</h2>
          {paper.addenda.map((a) => (
            <div className="paper__item" key={a.version}>
              <h3 className="govuk-heading-s">Version {a.version}{a.number && `, item ${a.number}`}: {dayAndTime(a.at)}, {a.by}</h3>
              <p className="govuk-body paper__text">{a.text}</p>
              <p className="govuk-body-s">Reason: {a.reason}</p>
            </div>
          ))}
        </section>
      )}
      <NotInMinutes late={late} named />
      <footer className="paper__foot">
        <Seal version={version} seal={seal} />
        {versions.length > 1 && (
          <nav className="noprint" aria-label="Versions">
            <h2 className="govuk-heading-s">Versions</h2>
            <ul className="govuk-list">
              {versions.map((v) => (
                <li key={v.version}>{v.version === version.version ? <strong>Version {v.version}</strong> : <Link className="govuk-link" to={`/meetings/${meeting.id}/minutes?version=${v.version}`}>Version {v.version}</Link>} {v.state}, {dayAndTime(v.at)}{v.reason && `: ${v.reason}`}</li>
              ))}
            </ul>
          </nav>
        )}
        <p className="govuk-body-s noprint">To print or to take away, use <Link className="govuk-link" to={`/meetings/${meeting.id}/papers`}>the papers</Link>. Copies are not passed on without the agreement of the agencies concerned.</p>
      </footer>
    </article>
  );
}
