import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { makeSeries, panelToSchedule, type PlannedMeeting, previewSeries, type SeriesForm } from "../models/meetings/series.server.ts";
import { panelSettings } from "../models/people/panel.server.ts";
import { seriesShape } from "../series-form.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { Form } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { initialOfSeries, PlannedDays, SeriesFields } from "../ui/series-fields.tsx";

export const meta = () => [{ title: "Add a series – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const panel = await panelToSchedule(ask, params.panelId!);
  const today = dayOf(ask.now);
  const { frequency, meetingMinutes } = await panelSettings(ask, panel.id, today);
  return json({ panel: { id: panel.id, name: panel.name }, frequency, meetingMinutes, today });
}

/** Shows the days that the rule gives; once these were looked at, makes the meetings. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, seriesShape, async ({ confirmed, ...form }) => {
    if (!confirmed) return json({ form, plan: await previewSeries(ask, params.panelId!, form) });
    await makeSeries(ask, params.panelId!, form);
    return redirect(`/panels/${params.panelId}/series`);
  });

export default function NewSeries() {
  const { panel, frequency, meetingMinutes, today } = useLoaderData<typeof loader>();
  const previewed = useAnswer<{ form?: SeriesForm; plan?: PlannedMeeting[] }>();
  const { form, plan } = previewed ?? {};
  const made = plan?.filter((one) => one.onDay && !one.clash).length ?? 0;
  const initial = initialOfSeries(form ?? { pattern: { kind: "weekday", nth: 2, weekday: 2 }, onHoliday: "next", fromOn: today, toOn: null, time: "09:30", minutesLong: meetingMinutes, place: null, months: 12 });
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }, { to: `/panels/${panel.id}/series`, text: "When this panel meets" }]} title="Add a series" />
      {form && plan ? (
        <>
          <Notice title={made ? `This makes ${made} ${made === 1 ? "meeting" : "meetings"}` : "This makes no meeting"}>Nothing is made yet. They are made as drafts, with their standing items; the members get their days.</Notice>
          <PlannedDays plan={plan} time={form.time} />
          {made > 0 && <Form submit={`Make ${made} ${made === 1 ? "meeting" : "meetings"}`} cancel={`/panels/${panel.id}/series`}><Kept initial={initial} /></Form>}
          <details className="govuk-details"><summary className="govuk-details__summary"><span className="govuk-details__summary-text">Change the rule</span></summary><div className="govuk-details__text"><Form submit="Show the days" initial={initial}><SeriesFields /></Form></div></details>
        </>
      ) : (
        <>
          <p className="govuk-body">This panel meets {frequency}. You see the days before anything is made.</p>
          <Form submit="Show the days" cancel={`/panels/${panel.id}/series`} initial={initial}><SeriesFields /></Form>
        </>
      )}
    </div>
  );
}

/** What was typed, for the button that confirms it. */
const Kept = ({ initial }: { initial: Record<string, string | number | null> }) => (
  <>
    {Object.entries(initial).map(([name, value]) => <input key={name} type="hidden" name={name} value={value ?? ""} />)}
    <input type="hidden" name="confirmed" value="yes" />
  </>
);
