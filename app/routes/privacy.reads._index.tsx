import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { daysLookedAt, type DaysLookedAt, type ReadKind, readKinds, readKindWords } from "../models/oversight/reads.ts";
import { type FindingShown, readsWorthALook } from "../models/oversight/reads.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Readings worth a look – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const asked = Number(new URL(request.url).searchParams.get("days"));
  const days: DaysLookedAt = daysLookedAt.find((one) => one === asked) ?? 30;
  return json({ days, findings: await readsWorthALook(ask, days) });
}

const heads: Record<ReadKind, string> = { "without work": "No work behind it", "same surname or address": "Same surname or address", "unusual hours": "Unusual hours", "many at once": "Many at once" };

export default function Reads() {
  const { days, findings } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const saved = search.has("saved");
  return (
    <>
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }]} title="Readings worth a look" />
      <p className="govuk-body">None of these is a wrong by itself. What was opened in an emergency, or for an inspection, is reviewed by itself and not counted here.</p>
      {saved && <p className="govuk-body" role="status"><strong>Written down.</strong> What was read up to then is not said again.</p>}
      <p className="govuk-body">Over the last {daysLookedAt.map((one, i) => <span key={one}>{i > 0 && ", "}{one === days ? <strong>{one}</strong> : <Link className="govuk-link" to={`/privacy/reads?days=${one}`}>{one}</Link>}</span>)} days.</p>
      {readKinds.map((kind) => <Kind key={kind} kind={kind} rows={findings.filter((one) => one.kind === kind)} />)}
    </>
  );
}

const mostRefs = 8;
const Kind = ({ kind, rows }: { kind: ReadKind; rows: FindingShown[] }) => (
  <section className="card recordpart" aria-labelledby={kind}>
    <h2 className="govuk-heading-m" id={kind}>{heads[kind]}</h2>
    <p className="govuk-hint">{readKindWords[kind]}.</p>
    {rows.length === 0 ? <Empty>Nothing.</Empty> : (
      <ul className="govuk-list rows">
        {rows.map((one) => (
          <li key={one.personId} className="rows__one">
            <span>
              <strong>{one.name}</strong>, {one.agency}
              <span className="rows__note">{one.refs.length} {one.refs.length === 1 ? "record" : "records"}, {one.times} {one.times === 1 ? "reading" : "readings"}, {dayAndTime(one.first)}{one.last !== one.first && ` to ${dayAndTime(one.last)}`}: {one.refs.slice(0, mostRefs).join(", ")}{one.refs.length > mostRefs && ` and ${one.refs.length - mostRefs} more`}</span>
              {one.before && <span className="rows__note">Looked into before, {dayAndTime(one.before.at)}, by {one.before.by}: {one.before.note}</span>}
            </span>
            <Link className="govuk-link rows__act" to={`/privacy/reads/${one.personId}?kind=${encodeURIComponent(kind)}`}>I looked into this<span className="govuk-visually-hidden">: {one.name}, {heads[kind].toLowerCase()}</span></Link>
          </li>
        ))}
      </ul>
    )}
  </section>
);
