import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { fullDay, shortDay } from "../models/core/days.ts";
import { duration, meetingName, statusName } from "../models/meetings/meeting.ts";
import { holidayInWords, monthsAhead, patternInWords } from "../models/meetings/series.ts";
import { comingOf, extendSeries, ruleOf, seriesToChange } from "../models/meetings/series.server.ts";
import { whole, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { ButtonLink, Empty, Facts, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "A series – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { series, panel } = await seriesToChange(ask, params.seriesId!);
  const coming = (await comingOf(ask, series.id)).map((one) => ({ id: one.id, name: meetingName(panel, one), onDay: one.on_day, status: one.status, stays: one.stays }));
  return json({ id: series.id, panel: { id: panel.id, name: panel.name }, rule: ruleOf(series), time: series.starts_at, minutesLong: series.minutes_long, place: series.place, madeUntil: series.made_until_on, coming });
}

const extending = () => z.object({ months: whole("Enter for how many months", monthsAhead.least, monthsAhead.most) });

/** Makes the meetings of some months more. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, extending, async ({ months }) => {
    await extendSeries(ask, params.seriesId!, months);
    return redirect(`/series/${params.seriesId}`);
  });

export default function OneSeries() {
  const { id, panel, rule, time, minutesLong, place, madeUntil, coming } = useLoaderData<typeof loader>();
  const words = patternInWords(rule.pattern);
  return (
    <>
      <PageTop crumbs={[{ to: `/panels/${panel.id}`, text: panel.name }, { to: `/panels/${panel.id}/series`, text: "When this panel meets" }]} title={words.charAt(0).toUpperCase() + words.slice(1)} caption={panel.name}>
        <ButtonLink to={`/series/${id}/change`}>Change the rule</ButtonLink>
        <ButtonLink to={`/series/${id}/ending`}>End the series</ButtonLink>
      </PageTop>
      <div className="columns">
        <section aria-labelledby="coming">
          <h2 className="govuk-heading-m" id="coming">Meetings to come</h2>
          {coming.length === 0 ? <Empty>None is to come. Make those of the next months.</Empty> : (
            <ul className="plainlist">{coming.map((m) => <li key={m.id}><Link className="govuk-link" to={`/meetings/${m.id}`}>{m.name}</Link> {m.status !== "draft" && <Tag colour="blue">{statusName(m.status)}</Tag>}<span className="subline">{fullDay(m.onDay)}{m.stays && ` · stays when the rule changes: ${m.stays}`}</span></li>)}</ul>
          )}
          <h2 className="govuk-heading-m">Make more ahead</h2>
          <p className="govuk-body">Its meetings are made up to {shortDay(madeUntil)}.</p>
          <Form submit="Make these meetings" initial={{ months: 6 }}><TextInput name="months" label="For how many months more?" width="2" inputMode="numeric" /></Form>
        </section>
        <section aria-labelledby="rule">
          <h2 className="govuk-heading-m" id="rule">The rule</h2>
          <Facts rows={[["Starts at", time], ["Lasts", duration(minutesLong)], ["Place", place], ["Bank holidays", holidayInWords(rule) ?? "never on one"], ["From", shortDay(rule.fromOn)], ["To", rule.toOn ? shortDay(rule.toOn) : "no last day"]]} />
        </section>
      </div>
    </>
  );
}
