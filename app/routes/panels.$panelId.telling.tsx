import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { submit } from "../form.server.ts";
import { dayAndTime, dayOf, instantOf, shortDay, timeOf } from "../models/core/days.ts";
import { openByHand, toldByHand } from "../models/followup/hand.server.ts";
import { handWays, tellingName } from "../models/followup/telling.ts";
import { day, oneOf, several, time, z } from "../shapes.server.ts";
import { DayInput, Form, Select, TextInput, useField } from "../ui/form.tsx";
import { Empty, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "To be told by hand – Panelroom" }];

const shape = () => z.object({ told: several(), how: oneOf(handWays, "Choose how they were told"), on: day("Enter the day on which they were told"), at: time("Enter the time, such as 14:05") });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await openByHand(ask, params.panelId!)), now: timeOf(ask.now) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ told, how, on, at }) => {
    await toldByHand(ask, params.panelId!, { told, how, on, at: instantOf(on, at) });
    return redirect(`/panels/${params.panelId}/telling`);
  });

type One = ReturnType<typeof useLoaderData<typeof loader>>["waiting"][number];

export default function Telling() {
  const { done, now, panel, since, today, unopened, waiting } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }]} title="To be told by hand" />
      <p className="govuk-body">No letter could go to these people, or it did not go out. Tell them that there is something for them and where to sign in, and nothing of what it is about.</p>
      {waiting.length === 0 ? <Empty>Nobody waits to be told.</Empty> : (
        <Form submit="They were told" initial={{ on: today, at: now }}>
          <Waiting all={waiting} />
          <div className="telling__how">
            <Select name="how" label="How" choices={handWays} />
            <DayInput name="on" label="Day" />
            <TextInput name="at" label="Time" hint="For example, 14:05" width="5" />
          </div>
        </Form>
      )}
      <section aria-labelledby="unopened">
        <h2 className="govuk-heading-m" id="unopened">Not opened after two working days</h2>
        {unopened.all === 0 ? <p className="govuk-body">Every action that went out has been opened, or went out lately.</p> : (
          <>
            {unopened.all > unopened.first.length && <p className="govuk-body">{unopened.all} actions. These {unopened.first.length} are due first.</p>}
            <ul className="tosend">
              {unopened.first.map((one) => <li key={one.id}><Link className="govuk-link" to={`/actions/${one.id}`}>{one.ref}</Link> {one.owner}<span className="tosend__facts">Out since {dayAndTime(one.since)}, due {shortDay(one.dueOn)}</span></li>)}
            </ul>
          </>
        )}
      </section>
      {done.length > 0 && (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Told since {shortDay(since)} ({done.length})</span></summary>
          <div className="govuk-details__text">
            <ul className="plainlist">{done.map((one) => <li key={one.key}>{one.to}, {one.agency}: {one.title}<span className="subline">{dayAndTime(one.told!.at)}, {one.told!.how}{one.told!.by && `, by ${one.told!.by}`}</span></li>)}</ul>
          </div>
        </details>
      )}
    </>
  );
}

/** By whom it is for: one call tells somebody of all that waits for them. */
function byPerson(all: One[]): One[][] {
  const people = new Map<string, One[]>();
  for (const one of all) people.set(`${one.to}, ${one.agency}`, [...(people.get(`${one.to}, ${one.agency}`) ?? []), one]);
  return [...people.values()];
}

/** A box for each person, and where several things wait for them one for each of these too. */
function Waiting({ all }: { all: One[] }) {
  const { value, fault, id } = useField("told");
  const ticked = Array.isArray(value) ? value : [String(value)];
  let boxes = 0;
  const box = (keys: string, label: ReactNode, note: ReactNode) => {
    const own = boxes++ === 0 ? id : `${id}-${boxes}`;
    return (
      <div className="govuk-checkboxes__item" key={keys}>
        <input className="govuk-checkboxes__input" id={own} name="told[]" type="checkbox" value={keys} defaultChecked={ticked.includes(keys)} aria-describedby={`${own}-note`} />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={own}>{label}</label>
        <div className="govuk-hint govuk-checkboxes__hint" id={`${own}-note`}>{note}</div>
      </div>
    );
  };
  const since = (one: One) => <>Since {shortDay(dayOf(one.at))}, {timeOf(one.at)}{one.actionId && <>. <Link className="govuk-link" to={`/actions/${one.actionId}`}>The action<span className="govuk-visually-hidden"> {one.ref}</span></Link></>}</>;
  const what = (one: One) => <>{one.title} {one.what && one.what !== "issued" && <Tag colour={one.what === "reminder" ? "yellow" : "orange"}>{tellingName(one.what)}</Tag>}</>;
  return (
    <div className={fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <fieldset className="govuk-fieldset" aria-describedby={fault ? `${id}-error` : undefined}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">Who was told</legend>
        {fault && <p className="govuk-error-message" id={`${id}-error`}><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
        <div className="govuk-checkboxes govuk-checkboxes--small telling" key={ticked.join("|")}>
          {byPerson(all).map((theirs) => {
            const [first] = theirs;
            if (!first || theirs.length === 1) return first && box(first.key, <>{first.to}: {what(first)}</>, <>{first.agency}. {since(first)}</>);
            return (
              <Fragment key={first.key}>
                {box(theirs.map((one) => one.key).join(";"), `${first.to}: all ${theirs.length}`, <>{first.agency}. Since {shortDay(dayOf(first.at))}</>)}
                <details className="govuk-details telling__each" open={theirs.some((one) => ticked.includes(one.key))}>
                  <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Each of these<span className="govuk-visually-hidden"> for {first.to}</span></span></summary>
                  <div className="govuk-details__text">{theirs.map((one) => box(one.key, what(one), since(one)))}</div>
                </details>
              </Fragment>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
}
