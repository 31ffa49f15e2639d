import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { type ActionAct, dueInWords, isOpen, stateName } from "../models/followup/action.ts";
import { openAction } from "../models/followup/list.server.ts";
import { Files } from "../ui/files.tsx";
import { Form, PostButton, TextArea, Tick } from "../ui/form.tsx";
import { NoPartLink } from "../ui/no-part.tsx";
import { ButtonLink, Facts, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Action – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openAction(ask, params.actionId!));

const links: [ActionAct, string, string][] = [
  ["complete", "completion", "Complete, with evidence"],
  ["confirm", "confirmation", "Confirm or send back"],
  ["decide on more time", "extension", "Decide on more time"],
  ["ask for more time", "more-time", "Ask for more time"],
  ["pass on", "passing-on", "Pass on"],
  ["query", "query", "Ask the panel"],
  ["answer", "answer", "Write to the owner"],
  ["hand back", "hand-back", "Hand back as not ours"],
  ["reassign", "reassignment", "Give it a new owner"],
  ["end", "ending", "End it undone"],
];

const eventNames: Record<string, string> = { accepted: "Accepted", "carried on": "Carried on with", query: "Question to the panel", answer: "From the panel", "passed on": "Passed on", "handed back": "Handed back as not theirs", reassigned: "New owner", progress: "Progress", blocked: "Blocked", completed: "Completed: evidence", carried: "Carried to the next meeting", confirmed: "Evidence accepted", "sent back": "Sent back", ended: "Ended", "more time asked for": "More time asked for", "more time granted": "More time granted", "more time refused": "More time refused" };

export default function Action() {
  const { action, acts, asked, briefs, events, files, may, today } = useLoaderData<typeof loader>();
  const to = `/actions/${action.id}`;
  return (
    <>
      <PageTop crumbs={[{ to: "/actions", text: "Actions" }]} caption={action.ref} title={<span className="actiontitle">{action.what}</span>}>
        {acts.includes("accept") && <PostButton action={`${to}/acceptance`} label="Accept" secondary={false} />}
      </PageTop>
      {!action.issuedAt && <Notice kind="warning" title="Recorded, not agreed">It has not gone to its owner. {may.amend && <Link className="govuk-link" to={`${to}/amendment?to=${to}`}>Amend it</Link>}</Notice>}
      {action.issuedAt && !action.agreedAt && <Notice kind="warning" title="Issued before the read-back">The chair has not agreed it yet: it can still change.</Notice>}
      {asked && <Notice title={`More time asked for: until ${shortDay(asked.dueOn)}`}>{asked.note}</Notice>}
      <div className="columns">
        <div>
          <Facts
            rows={[
              ["State", <><Tag colour={action.overdue ? "red" : isOpen(action.state) ? "blue" : "grey"} key="s">{stateName(action.state)}</Tag>{action.overdue && <span className="overdue"> {dueInWords(action.dueOn, today)}</span>}</>],
              ["Owner", action.owner],
              ["Due", `${shortDay(action.dueOn)}${action.firstDueOn !== action.dueOn ? `, first ${shortDay(action.firstDueOn)}` : ""}`],
              ["Decided", `${action.panel}${action.meetingNumber ? ` meeting ${action.meetingNumber}` : ""}${action.itemNumber ? `, item ${action.itemNumber}` : ""}${action.meetingOn ? `, ${shortDay(action.meetingOn)}` : ""}`],
              ["First opened by its owner", action.openedAt ? dayAndTime(action.openedAt) : "Not yet"],
              ...(action.priority === "normal" ? [] : [["Priority", action.priority === "high" ? "High" : "Low"] as [string, string]]),
              ...(action.carried ? [["Carried", action.carried === 1 ? "Once" : `${action.carried} times`] as [string, string]] : []),
            ]}
          />
          {action.meetingId && <p className="govuk-body"><Link className="govuk-link" to={`/meetings/${action.meetingId}`}>The meeting</Link></p>}
          <section aria-labelledby="briefing">
            <h2 className="govuk-heading-m" id="briefing">Briefing</h2>
            <p className="govuk-body">{action.told}.{action.note && ` ${action.note}`}</p>
            {briefs.length === 0 && <p className="govuk-body">This action is about nobody in particular.</p>}
            {briefs.map((brief) => (
              <div className="card" key={brief.ref}>
                <h3 className="govuk-heading-s">{brief.id ? <Link className="govuk-link" to={`/subjects/${brief.id}`}>{brief.ref}</Link> : brief.ref}</h3>
                {brief.facts.length > 0 ? <Facts rows={brief.facts} /> : <p className="govuk-body-s">Reference only. If you need to know more to do this, ask the panel.</p>}
              </div>
            ))}
          </section>
          <section aria-labelledby="files">
            <h2 className="govuk-heading-m" id="files">Evidence</h2>
            <Files files={files} />
            {may.addFile && <p className="govuk-body"><Link className="govuk-link" to={`${to}/files/new`}>Add a file</Link></p>}
          </section>
          <section aria-labelledby="history">
            <h2 className="govuk-heading-m" id="history">What happened</h2>
            {events.length === 0 ? <p className="govuk-body">Nothing yet.</p> : (
              <ol className="trail">
                {events.map((event) => (
                  <li key={event.id}>
                    <p className="trail__top"><strong>{eventNames[event.kind] ?? event.kind}{event.taker && `: ${event.taker}`}{event.dueOn && `: ${shortDay(event.dueOn)}`}</strong> <span>{dayAndTime(event.at)}, {event.by} ({event.agency})</span></p>
                    {event.note && <p className="trail__note">{event.note}</p>}
                  </li>
                ))}
              </ol>
            )}
          </section>
        </div>
        <aside aria-label="What you can do">
          {acts.includes("note progress") && (
            <div className="card">
              <h2 className="govuk-heading-s">Note progress</h2>
              <Form submit="Note it" action={`${to}/progress`}>
                <TextArea name="note" label="What was done, what comes next" rows={3} />
                <Tick name="blocked" label="It is blocked" />
              </Form>
            </div>
          )}
          <div className="stack">{links.filter(([act]) => acts.includes(act)).map(([act, noun, label]) => <ButtonLink key={act} to={`${to}/${noun}`} secondary={act !== "complete" && act !== "confirm"}>{label}</ButtonLink>)}</div>
          {briefs.length > 0 && <NoPartLink to={`${to}/conflict`} />}
          {acts.length === 0 && <p className="govuk-body">{isOpen(action.state) ? "Its owner works on this; you may read it." : "This action has ended."}</p>}
        </aside>
      </div>
    </>
  );
}
