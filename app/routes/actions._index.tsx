import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { dueInWords, isOpen, stateName } from "../models/followup/action.ts";
import { listActions } from "../models/followup/list.server.ts";
import { listSorts, listStates } from "../models/followup/list.ts";
import { z } from "../shapes.server.ts";
import { Empty, PageTop, Paging, SortHead, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Actions – Panelroom" }];

const wanted = () => z.object({
  scope: z.string().max(64).nullable().catch(null), state: z.enum(listStates).catch("open"), by: z.enum(listSorts).catch("due"), down: z.string().nullable().transform((down) => down === "yes"), page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const asked = wanted().parse(Object.fromEntries(["scope", "state", "by", "down", "page"].map((name) => [name, search.get(name)])));
  return json({ ...(await listActions(ask, asked)), asked });
}

const stateWords: Record<(typeof listStates)[number], string> = { open: "Open", overdue: "Overdue", "awaiting confirmation": "Awaiting confirmation", "handed back": "Handed back", ended: "Ended", all: "All" };

export default function Actions() {
  const { actions, asked, page, pages, scope, scopes, toSend, today, total } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const at = (change: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change)) value ? next.set(name, value) : next.delete(name);
    return `/actions?${next}`;
  };
  const sort = { by: asked.by, down: asked.down };
  const sorted = (by: string, down: boolean) => at({ by, down: down ? "yes" : "", page: "" });
  const overdue = actions.some((a) => a.overdue);
  return (
    <>
      <PageTop title="Actions" caption={scopes.find((s) => s.value === scope)?.label} />
      {scopes.length > 1 && (
        <nav className="scopes" aria-label="Whose actions">
          <ul>
            {scopes.map((s) => (
              <li key={s.value}><Link to={at({ scope: s.value, page: "" })} className={s.value === scope ? "scopes__link scopes__link--here" : "scopes__link"} aria-current={s.value === scope ? "page" : undefined}>{s.label}</Link></li>
            ))}
          </ul>
        </nav>
      )}
      <p className="govuk-body noprint"><Link className="govuk-link" to="/actions/sheet">Your open actions as a paper</Link>, to print or to hand on</p>
      {toSend.length > 0 && (
        <section aria-labelledby="to-send">
          <h2 className="govuk-heading-m" id="to-send">Information to send</h2>
          <ul className="tosend">
            {toSend.map((s) => (
              <li key={s.id}>
                <Link className="govuk-link" to={`/sharing/${s.id}`}>{s.ref}</Link> <strong>{s.title}</strong>, about {s.about}
                <span className="tosend__facts">{s.sender}{s.sendBy && <> · <span className={s.overdue ? "overdue" : undefined}>{dueInWords(s.sendBy, today)}</span> ({shortDay(s.sendBy)})</>}{s.disclosure && <> · <Tag colour="orange">Disclosure</Tag></>}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Form method="get" action="/actions" className="filterbar">
        <input type="hidden" name="scope" value={scope} />
        <div className="govuk-form-group">
          <label className="govuk-label" htmlFor="state">Show</label>
          <select className="govuk-select" id="state" name="state" defaultValue={asked.state} key={asked.state}>
            {listStates.map((state) => <option key={state} value={state}>{stateWords[state]}</option>)}
          </select>
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary">Show</button>
      </Form>
      {actions.length === 0 ? (
        <Empty>{asked.state === "open" ? "No action is open here. What a panel decides comes here once its chair has agreed it." : "No action is in this state. Choose another above."}</Empty>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Actions">
          <table className="govuk-table actiontable">
            <caption className="govuk-visually-hidden">{stateWords[asked.state]} actions{overdue ? ", overdue ones marked" : ""}</caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                <SortHead label="Due" column="due" sort={sort} at={sorted} />
                <SortHead label="Action" column="ref" sort={sort} at={sorted} />
                <SortHead label="Owner" column="owner" sort={sort} at={sorted} />
                <SortHead label="State" column="state" sort={sort} at={sorted} />
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {actions.map((action) => (
                <tr className="govuk-table__row" key={action.id}>
                  <td className="govuk-table__cell actiontable__due">
                    {shortDay(action.dueOn)}
                    {isOpen(action.state) && <span className={action.overdue ? "overdue sub" : "sub"}>{dueInWords(action.dueOn, today)}</span>}
                    {action.firstDueOn !== action.dueOn && <span className="sub">first {shortDay(action.firstDueOn)}</span>}
                  </td>
                  <td className="govuk-table__cell">
                    <Link className="govuk-link actiontable__ref" to={`/actions/${action.id}`}>{action.ref}</Link>{action.priority === "high" && <> <Tag colour="orange">High priority</Tag></>}
                    <span className="actiontable__what">{action.what}</span>
                    <span className="sub">{action.about.length ? `About ${action.about.join(", ")}` : "About nobody in particular"}{action.carried > 0 && ` · carried ${action.carried === 1 ? "once" : `${action.carried} times`}`}</span>
                  </td>
                  <td className="govuk-table__cell">{action.owner}</td>
                  <td className="govuk-table__cell">{stateName(action.state)}{!action.opened && isOpen(action.state) && <span className="sub">Not opened yet</span>}{!action.agreed && <span className="sub">Issued before the read-back</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Paging page={page} pages={pages} total={total} noun={total === 1 ? "action" : "actions"} at={(n) => at({ page: String(n) })} />
    </>
  );
}
