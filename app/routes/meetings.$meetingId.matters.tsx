import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { done } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { settledInWords } from "../models/meetings/matters.ts";
import { mattersOf, sayOfAction } from "../models/meetings/matters.server.ts";
import { matterShape } from "../models/meetings/matters.shape.server.ts";
import { MatterForm } from "../ui/matters.tsx";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";
import { useScripted } from "../ui/scripted.ts";

export const meta = () => [{ title: "Matters arising – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await mattersOf(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, matterShape, async ({ stay, ...saying }) => {
    const kept = await sayOfAction(ask, params.meetingId!, saying);
    return done(request, { stay }, `/meetings/${params.meetingId}/matters`, kept);
  });

export default function MattersPage() {
  const { meeting, itemId, left, said, people, today, decides } = useLoaderData<typeof loader>();
  const back = `/meetings/${meeting.id}/live${meeting.current || !itemId ? "" : `?item=${itemId}`}`;
  const all = left.length + said.length;
  const scripted = useScripted();
  // Whoever comes here goes through them at once.
  useEffect(() => {
    if (scripted) document.querySelector<HTMLElement>(".matter input[type=radio]")?.focus({ preventScroll: true });
  }, [scripted]);
  return (
    <div className="mattersarising">
      <PageTop crumbs={[{ to: back, text: "Meeting" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Matters arising">
        <ButtonLink to={back}>Back to the meeting</ButtonLink>
      </PageTop>
      <p className="govuk-body" role="status">{all === 0 ? "No action is open from earlier meetings." : `${said.length} of ${all} ${all === 1 ? "action" : "actions"} gone through.`}</p>
      {left.length > 0 && meeting.status === "live" && decides && <p className="mattersarising__keys noprint">In an action’s line: <kbd>d</kbd> done, <kbd>c</kbd> carried, <kbd>p</kbd> not possible, <kbd>n</kbd> not done; then <kbd>Enter</kbd> keeps it and goes on to the next.</p>}
      {!itemId && <p className="govuk-body">This agenda has no item “Matters arising”: add one to go through them.</p>}
      {meeting.status === "published" && <p className="govuk-body">They are gone through once the meeting has started.</p>}
      {left.length > 0 && (
        <ol className="mattersarising__list">
          {left.map((action) => <MatterForm key={action.id} action={action} meetingId={meeting.id} today={today} people={people} stays={scripted} />)}
        </ol>
      )}
      <section aria-labelledby="matters-said">
        <h2 className="govuk-heading-m" id="matters-said" tabIndex={-1}>Gone through</h2>
        {said.length === 0 ? <Empty>Nothing yet.</Empty> : (
          <ul className="matterssaid">
            {said.map((action) => (
              <li key={action.id}><strong>{action.ref}</strong> {action.what} <span className={`matterssaid__how matterssaid__how--${action.said!.how.replace(" ", "-")}`}>{settledInWords(action.said!)}</span> <span className="undertext">{action.owner} · {action.said!.saidBy}{action.said!.note && `: ${action.said!.note}`}</span></li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
