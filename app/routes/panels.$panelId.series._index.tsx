import { sentence } from "../models/subjects/fields.ts";
import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { duration } from "../models/meetings/meeting.ts";
import { holidayInWords, patternInWords } from "../models/meetings/series.ts";
import { seriesOf } from "../models/meetings/series.server.ts";
import { ButtonLink, Empty, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Series – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await seriesOf(ask, params.panelId!));

export default function SeriesOfPanel() {
  const { panel, series } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }]} title="When this panel meets">
        <ButtonLink to={`/panels/${panel.id}/series/new`} secondary={false}>Add a series</ButtonLink>
      </PageTop>
      {series.length === 0 && <Empty>There is no series yet: each meeting is opened by hand. A series makes a panel's meetings ahead, as drafts, and keeps clear of bank holidays.</Empty>}
      {series.map((one) => (
        <section key={one.id} className="card" aria-labelledby={`series-${one.id}`}>
          <h2 className="govuk-heading-m" id={`series-${one.id}`}>
            {one.endedAt ? sentence(patternInWords(one.rule.pattern)) : <Link className="govuk-link" to={`/series/${one.id}`}>{sentence(patternInWords(one.rule.pattern))}</Link>} {one.endedAt && <Tag>Ended</Tag>}
          </h2>
          <p className="govuk-body">
            {one.time}, {duration(one.minutesLong)}{one.place && `, ${one.place}`}. From {shortDay(one.rule.fromOn)}{one.rule.toOn && ` to ${shortDay(one.rule.toOn)}`}.{holidayInWords(one.rule) && ` ${sentence(holidayInWords(one.rule)!)}.`}
          </p>
          {one.coming.length > 0 && <ul className="plainlist">{one.coming.map((m) => <li key={m.id}><Link className="govuk-link" to={`/meetings/${m.id}`}>{m.name}</Link><span className="subline">{fullDay(m.onDay)}</span></li>)}</ul>}
          <p className="subline">{one.endedAt ? `Ended ${dayAndTime(one.endedAt)}. Its meetings stay.` : `Made up to ${shortDay(one.madeUntil)}. Set by ${one.by}, ${dayAndTime(one.madeAt)}.`}</p>
        </section>
      ))}
    </>
  );
}
