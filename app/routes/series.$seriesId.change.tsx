import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf, fullDay, shortDay } from "../models/core/days.ts";
import { changeSeries, comingOf, previewChange, ruleOf, type SeriesForm, seriesToChange } from "../models/meetings/series.server.ts";
import { seriesShape } from "../series-form.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { Form } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { initialOfSeries, PlannedDays, SeriesFields } from "../ui/series-fields.tsx";

export const meta = () => [{ title: "Change a series – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { series, panel } = await seriesToChange(ask, params.seriesId!);
  const today = dayOf(ask.now);
  const rule = ruleOf(series);
  return json({
    id: series.id, panel: { id: panel.id, name: panel.name }, stay: (await comingOf(ask, series.id)).filter((one) => one.stays).length,
    initial: initialOfSeries({ ...rule, fromOn: [rule.fromOn, today].sort().at(-1)!, time: series.starts_at, minutesLong: series.minutes_long, place: series.place, months: 12 }),
  });
}

/** Shows what the change would do; once that was looked at, does it. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, seriesShape, async ({ confirmed, ...form }) => {
    if (!confirmed) {
      const { plan, stay, move, fresh, drop } = await previewChange(ask, params.seriesId!, form);
      return json({ form, plan, stay, move, fresh, drop });
    }
    return redirect(`/series/${await changeSeries(ask, params.seriesId!, form)}`);
  });

type Previewed = Pick<Awaited<ReturnType<typeof previewChange>>, "plan" | "stay" | "move" | "fresh" | "drop"> & { form: SeriesForm };

export default function ChangeSeries() {
  const { id, panel, stay, initial } = useLoaderData<typeof loader>();
  const data = useAnswer<Partial<Previewed>>();
  const shown = data?.form ? (data as Previewed) : null;
  const typed = shown ? initialOfSeries(shown.form) : initial;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/panels/${panel.id}`, text: panel.name }, { to: `/series/${id}`, text: "The series" }]} title="Change the rule" />
      {shown ? (
        <>
          <Notice title="Nothing is changed yet">Drafts that nobody has touched take the new days. Whatever was worked on stays as it is.</Notice>
          <What title="Stay as they are" rows={shown.stay.map((one) => [one.name, `${fullDay(one.onDay)}: ${one.why}`])} />
          <What title="Move" rows={shown.move.map((one) => [one.name, one.from === one.to ? `stays on ${fullDay(one.to)}, with the new time and place` : `from ${shortDay(one.from)} to ${fullDay(one.to)}`])} />
          <What title="Come new" rows={shown.fresh.map((day) => [fullDay(day), shown.form.time])} />
          <What title="Are cancelled" rows={shown.drop.map((one) => [one.name, fullDay(one.onDay)])} />
          <details className="govuk-details"><summary className="govuk-details__summary"><span className="govuk-details__summary-text">All days of the new rule</span></summary><div className="govuk-details__text"><PlannedDays plan={shown.plan} time={shown.form.time} /></div></details>
          <Form submit="Change the series" cancel={`/series/${id}`}>
            {Object.entries(typed).map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ""} />)}
            <input type="hidden" name="confirmed" value="yes" />
          </Form>
        </>
      ) : (
        <>
          <p className="govuk-body">{stay ? `${stay} ${stay === 1 ? "meeting has" : "meetings have"} been worked on and ${stay === 1 ? "stays" : "stay"} as ${stay === 1 ? "it is" : "they are"}.` : "No meeting of this series has been worked on yet."} You see what changes before it does.</p>
          <Form submit="Show what changes" cancel={`/series/${id}`} initial={initial}><SeriesFields /></Form>
        </>
      )}
    </div>
  );
}

const What = ({ title, rows }: { title: string; rows: [string, string][] }) =>
  rows.length ? (
    <section>
      <h2 className="govuk-heading-s">{title} ({rows.length})</h2>
      <ul className="plainlist">{rows.map(([name, words]) => <li key={name}><strong>{name}</strong><span className="subline">{words}</span></li>)}</ul>
    </section>
  ) : null;
