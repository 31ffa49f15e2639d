import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Form as RemixForm, Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime, fullDay, isDay, } from "../models/core/days.ts";
import { buildAgenda } from "../models/meetings/agenda.server.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { proposeAgenda } from "../models/meetings/proposal.server.ts";
import { readDay, z } from "../shapes.server.ts";
import { Building, ListAll, NotTaken, Pending, Preview, Turned18 } from "../ui/agenda-parts.tsx";
import { Dates } from "../ui/dates.tsx";
import { ErrorSummary, PostButton, useRefused } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";
import { Planned } from "../ui/planned.tsx";

export const meta = () => [{ title: "Build the agenda – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const asked = readDay(new URL(request.url).searchParams.get("on") ?? "");
  return json({ ...(await buildAgenda(ask, params.meetingId!, isDay(asked) ? asked : null)), asked: isDay(asked) ? asked : null, notADay: asked !== "" && !isDay(asked) ? asked : null });
}

/** Takes the proposal: stores what the rules propose today. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({}), async () => {
    await proposeAgenda(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/agenda`);
  });

export default function BuildAgenda() {
  const { meeting, panel, sections, items, pending, preview, notTaken, planned, turned18, leaders, times, fit, mayOrder, mayUndo, dates, asked, notADay } = useLoaderData<typeof loader>();
  const here = `/meetings/${meeting.id}/agenda`;
  const draft = meeting.status === "draft";
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }, { to: `/meetings/${meeting.id}`, text: meetingName(panel, meeting) }]} title="Build the agenda" caption={`${meetingName(panel, meeting)}, ${fullDay(meeting.on_day)}`}>
        <ButtonLink to={`${here}/new`}>Add by hand</ButtonLink>
        <ButtonLink to={`${here}/standing`}>Standing item</ButtonLink>
        <ButtonLink to={`${here}/break`}>Break</ButtonLink>
        <ButtonLink to={`/meetings/${meeting.id}/setting`}>Day, time and place</ButtonLink>
        {draft && <PostButton action={`${here}/publication`} label="Publish the agenda" secondary={false} />}
      </PageTop>
      <ErrorSummary refused={useRefused()} />
      {!draft && (
        <Notice kind="warning" title={`Published ${meeting.published_at ? dayAndTime(meeting.published_at) : ""}`}>
          What you change now is marked late, for everybody to see. Numbers stay as they are.
        </Notice>
      )}
      <Dates dates={dates} />
      <Planned planned={planned} fit={fit} />
      {asked ? (
        <Preview preview={preview!} sections={sections} meeting={meeting} />
      ) : (
        <>
          <section aria-labelledby="proposed">
            <div className="headrow">
              <h2 className="govuk-heading-m" id="proposed">Proposed by the panel's rules</h2>
              {meeting.proposed_at && <RemixForm method="post" action={here} className="inline-form"><button type="submit" className="govuk-button govuk-button--secondary button-small">Look again for new reasons</button></RemixForm>}
            </div>
            {meeting.proposed_at ? (
              <>
                <p className="subline">Proposed {dayAndTime(meeting.proposed_at)}. {pending.length ? `${pending.length} to decide: list, defer or decline each. Nobody drops silently.` : "Every one is decided."}</p>
                <ListAll pending={pending} meeting={meeting} />
                <Pending pending={pending} sections={sections} meeting={meeting} />
              </>
            ) : (
              <>
                <Notice title={preview!.proposed.length ? `${preview!.proposed.length} would be proposed today` : "Nobody would be proposed today"}>
                  <p>This is a preview: nothing of it is stored yet, and members cannot see it. Take it to decide on each subject.</p>
                  <RemixForm method="post" action={here}><button type="submit" className="govuk-button">Take this proposal</button></RemixForm>
                </Notice>
                <Preview preview={preview!} sections={sections} meeting={meeting} bare />
              </>
            )}
          </section>
          <Building items={items} sections={sections} meeting={meeting} leaders={leaders} times={times} mayOrder={mayOrder} mayUndo={mayUndo} />
          <Turned18 turned18={turned18} on={meeting.on_day} />
          <NotTaken considered={notTaken} publishedAt={meeting.published_at} act={(one) => one.proposalId && <PostButton action={`${here}/listing`} fields={{ "proposals[]": one.proposalId }} label="List after all" describe={one.subject?.ref} small />} />
        </>
      )}
      <section className="asof" aria-labelledby="asof">
        <h2 className="govuk-heading-s" id="asof">Preview as of another day</h2>
        <form method="get" action={here} className="filterbar">
          <div className={notADay ? "govuk-form-group--error" : undefined}>
            <label className="govuk-label" htmlFor="on">Day</label>
            {notADay && <p className="govuk-error-message" id="on-error"><span className="govuk-visually-hidden">Error:</span> Enter a real date, such as 27/3/2026</p>}
            <input className="govuk-input govuk-input--width-10" id="on" name="on" defaultValue={notADay ?? asked ?? ""} aria-describedby={notADay ? "on-error" : undefined} autoComplete="off" />
          </div>
          <button type="submit" className="govuk-button govuk-button--secondary button-small">Preview</button>
          {asked && <Link className="govuk-link" to={here}>Back to the agenda</Link>}
        </form>
        <p className="subline">What the rules would have proposed on that day, from what is recorded. A preview stores nothing.</p>
      </section>
    </>
  );
}
