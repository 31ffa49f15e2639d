import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayOf, shortDay } from "../models/core/days.ts";
import { panelToAdminister } from "../models/people/panels.server.ts";
import { rulesInWords } from "../models/people/rules.ts";
import { ButtonLink, Empty, Facts, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Panel settings – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await panelToAdminister(ask, params.panelId!));

export default function Panel() {
  const { panel, settings, latest, versions, members, agencies, today } = useLoaderData<typeof loader>();
  const present = members.filter((m) => !m.to_on || m.to_on >= today);
  const past = members.filter((m) => m.to_on && m.to_on < today && m.to_on >= m.from_on);
  const page = `/admin/panels/${panel.id}`;
  const missing = (["chair", "coordinator"] as const).filter((role) => !present.some((m) => m.role === role && m.from_on <= today));
  return (
    <>
      <PageTop caption={panel.code === panel.name ? "Panel" : `Panel ${panel.code}`} title={panel.name} crumbs={[{ to: "/admin", text: "Administration" }]}>
        <ButtonLink to={`${page}/members/new`}>Add a member</ButtonLink>
        <ButtonLink to={`${page}/settings`}>Change settings</ButtonLink>
        <ButtonLink to={`${page}/template`}>Word template</ButtonLink>
      </PageTop>
      {missing.length > 0 && <Notice kind="warning">This panel has no {missing.join(" and no ")} today. <Link className="govuk-link" to={`${page}/members/new`}>Name one</Link>.</Notice>}
      {latest.fromOn > today && <Notice>New settings hold from {shortDay(latest.fromOn)}. Shown below are those of today.</Notice>}
      <h2 className="govuk-heading-m">Members</h2>
      {present.length === 0 ? (
        <Empty>Nobody belongs to this panel yet. <Link className="govuk-link" to={`${page}/members/new`}>Add its chair</Link>.</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Members">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Members</caption>
            <thead><tr>{["Name", "Agency", "Role", "Belongs"].map((head) => <th key={head} scope="col" className="govuk-table__header">{head}</th>)}<th scope="col" className="govuk-table__header"><span className="govuk-visually-hidden">End</span></th></tr></thead>
            <tbody>
              {present.map((m) => (
                <tr key={m.id}>
                  <th scope="row" className="govuk-table__header"><Link className="govuk-link" to={`/admin/people/${m.person_id}`}>{m.person}</Link></th>
                  <td className="govuk-table__cell">{m.agency}</td>
                  <td className="govuk-table__cell">{m.role.charAt(0).toUpperCase() + m.role.slice(1)}</td>
                  <td className="govuk-table__cell">from {shortDay(m.from_on)}{m.to_on ? ` to ${shortDay(m.to_on)}` : ""}</td>
                  <td className="govuk-table__cell"><Link className="govuk-link" to={`/admin/memberships/${m.id}/ending`}>End<span className="govuk-visually-hidden"> {m.person}, {m.role}</span></Link></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {past.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Former members</span></summary>
          <ul className="govuk-list govuk-details__text">{past.map((m) => <li key={m.id}>{m.person}, {m.role}, {shortDay(m.from_on)} to {shortDay(m.to_on!)}</li>)}</ul>
        </details>
      )}
      <h2 className="govuk-heading-m">Settings</h2>
      <Facts
        rows={[
          ["Remit", settings.remit],
          ["Meets", `${settings.frequency}, for ${settings.meetingMinutes} minutes`],
          ["Sections", settings.sections.map((s) => `${s.letter} ${s.name}`).join(", ")],
          ["Risk scale", <ul className="govuk-list" key="scale">{[...settings.scale].sort((a, b) => b.rank - a.rank).map((l) => <li key={l.rank}><strong>{l.name}</strong>: {l.definition}</li>)}</ul>],
          ["Proposes", <ul className="govuk-list" key="rules">{rulesInWords(settings).map((words) => <li key={words}>{words}</li>)}</ul>],
          ["Suggested minutes", `${settings.rules.minutes.fresh} for a new subject, ${settings.rules.minutes.carried} for one discussed before`],
          ["Closed cases", `can be opened by members for ${settings.reachAfterClosingDays} days`],
          ["Keystrokes of minutes", settings.foldDays === 0 ? "folded into versions when the minutes are approved" : `kept for ${settings.foldDays} ${settings.foldDays === 1 ? "day" : "days"} after approval, then folded into versions`],
          ["Those invited to a meeting", `find what was theirs until ${settings.guestDays} working ${settings.guestDays === 1 ? "day" : "days"} after it`],
          ["In a meeting", `a page locks after ${settings.lockMinutes} minutes without use`],
          ["Core agencies", <span key="agencies">{agencies.length ? agencies.map((a) => a.name).join(", ") : "none named"} (<Link className="govuk-link" to={`${page}/agencies`}>change<span className="govuk-visually-hidden"> core agencies</span></Link>)</span>],
        ]}
      />
      <h2 className="govuk-heading-m">Versions</h2>
      <ul className="govuk-list">
        {versions.map((v) => <li key={v.from_on}>From {shortDay(v.from_on)}, set on {shortDay(dayOf(v.set_at))}{v.set_by ? ` by ${v.set_by}` : ""}{v.from_on === settings.fromOn ? ": in force" : ""}</li>)}
      </ul>
    </>
  );
}
