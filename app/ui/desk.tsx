import { Link, useFetcher, useLocation } from "@remix-run/react";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import { shortDay } from "../models/core/days.ts";
import { dueInWords, stateName } from "../models/followup/action.ts";
import { awaitsReadBack, type Desk as DeskData, type DeskEntry, type OpenAction } from "../models/followup/desk.ts";
import { entryName, entryPath, standingOf } from "../models/followup/entry.ts";
import { outcomeFacts } from "../models/meetings/outcome.ts";
import { hearCommands, minutesInHand } from "../live/capturing.ts";
import { isMeant } from "../models/followup/capture.ts";
import { type DeskForm, forms, ofStanding, openedFrom, type Opened, OpenForm } from "./desk-form.tsx";
import { FaultOf } from "./form.tsx";
import { Tag } from "./page.tsx";
import { useScripted } from "./scripted.ts";

/**
 * What is recorded under an item, the forms that record more, the outcome, and the chair's read-back.
 * Without scripts the buttons lead to the same forms on pages of their own.
 */
export function Desk({ desk }: { desk: DeskData }) {
  const here = useLocation();
  const to = `?to=${encodeURIComponent(here.pathname + here.search)}`;
  // A form keeps the item it was opened for: the chair may move on while somebody is typing.
  const [open, setOpen] = useState<Opened | null>(null);
  const isOpen = useRef(false);
  isOpen.current = open !== null;
  const [said, setSaid] = useState("");
  const latest = useRef(desk);
  latest.current = desk;
  const buttons = useRef<Partial<Record<DeskForm, HTMLAnchorElement | null>>>({});
  const readBack = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    const able = (form: DeskForm) => !isOpen.current && !latest.current.closed && (latest.current.item.kind === "subject" || ofStanding.includes(form));
    const show = (opened: Opened) => {
      isOpen.current = true;
      setOpen(opened);
    };
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const found = forms.find((f) => event.code === `Digit${f.key}`);
      if (found) {
        event.preventDefault();
        if (!able(found.form)) return;
        const { current } = latest;
        const at = minutesInHand(current.item.id)?.passage();
        // A sentence in which the caret happens to stand is no action: its words stay, and the reference comes behind them.
        show(at ? openedFrom(found.form, current, at.passage, at.marked || at.begun || isMeant(found.form, at.passage.words, current.choices)) : { form: found.form, desk: current });
        return;
      }
      if (event.code === "Digit5" && readBack.current) readBack.current.click();
      else return;
      event.preventDefault();
    };
    const stop = hearCommands(({ itemId, capture, passage }) => {
      if (itemId !== latest.current.item.id || !able(capture)) return false;
      show(openedFrom(capture, latest.current, passage, true));
      return true;
    });
    window.addEventListener("keydown", pressed);
    return () => {
      stop();
      window.removeEventListener("keydown", pressed);
    };
  }, []);

  const close = (done?: string, ref?: string | null) => {
    const [form, from] = [open?.form, open?.from];
    setOpen(null);
    if (done) setSaid(ref ? `${done}: ${ref}` : done);
    // Back to where the words came from; its button first, in case the minutes are no longer there.
    if (form) buttons.current[form]?.focus();
    if (done) from?.passage.recorded(ref ?? null, from.keep);
    else from?.passage.left();
  };
  const standing = desk.item.kind === "standing";
  const offered = forms.filter((f) => !standing || ofStanding.includes(f.form));

  return (
    <section className="desk" id="desk" tabIndex={-1} aria-labelledby="desk-title">
      <h2 className="desk__title" id="desk-title">Recorded</h2>
      {desk.closed ? (
        <p className="desk__note">{desk.closed}.</p>
      ) : (
        <p className="desk__bar">
          {offered.map(({ form, label, key }) => (
            <a
              key={form} className="desk__button" href={`/items/${desk.item.id}/${form}${to}`} title={`Alt+Shift+${key}`} aria-keyshortcuts={`Alt+Shift+${key}`} ref={(element) => void (buttons.current[form] = element)}
              onClick={(event: MouseEvent) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                event.preventDefault();
                setOpen({ form, desk });
              }}
            >
              {label}<span className="desk__key" aria-hidden="true">{key}</span>
            </a>
          ))}
        </p>
      )}
      <p className="govuk-visually-hidden" role="status">{said}</p>
      {open && <OpenForm key={open.form} opened={open} moved={open.desk.item.id !== desk.item.id} onClose={close} />}
      <EntryList desk={desk} to={to} />
      {desk.outcome && <OutcomeShown desk={desk} to={to} />}
      <ReadBack desk={desk} to={to} button={readBack} onDone={() => setSaid("Read-back agreed")} />
      {desk.matters && <Matters actions={desk.matters} today={desk.choices.today} meetingId={desk.item.meetingId} />}
    </section>
  );
}

const isDone = (data: unknown): boolean => Boolean(data && typeof data === "object" && "done" in data);

function EntryList({ desk, to }: { desk: DeskData; to: string }) {
  if (!desk.entries.length) return desk.closed ? <p className="desk__note">Nothing was recorded under this item.</p> : <p className="desk__note">Nothing recorded yet. What the room decides goes here, and on the record once the chair agrees it.</p>;
  return (
    <ul className="entries">
      {desk.entries.map((entry) => (
        <li key={entry.id} className={entry.agreedAt ? "entry" : "entry entry--pending"}>
          <p className="entry__top">
            <span className="entry__kind">{entryName(entry.kind)}{entry.ref && <span className="entry__ref"> {entry.ref}</span>}</span>
            <span className="entry__tags">
              {entry.disclosure && <Tag colour="orange">Disclosure</Tag>}
              <Tag colour={entry.agreedAt ? "green" : "yellow"}>{standingOf(entry)}</Tag>
            </span>
          </p>
          <p className="entry__title">{entry.title}</p>
          <dl className="entry__facts">
            {entry.facts.map(([name, value]) => (
              <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
            ))}
          </dl>
          {entry.nudge && <p className="entry__nudge">{entry.nudge}</p>}
          {entry.offer && !desk.closed && (
            <p className="entry__offer">
              {entry.offer} was not in the room. <Link className="govuk-link" to={`/items/${desk.item.id}/sharing${to}&from=${entry.id}`}>Record the decision to share this with them</Link>
            </p>
          )}
          {!desk.closed && !entry.agreedAt && <EntryActs entry={entry} to={to} />}
        </li>
      ))}
    </ul>
  );
}

/** Only with scripts does a posted form stay on the page. */
export function Stay() {
  const scripted = useScripted();
  return scripted ? <input type="hidden" name="stay" value="yes" /> : null;
}

function EntryActs({ entry, to }: { entry: DeskEntry; to: string }) {
  const fetcher = useFetcher();
  const base = entryPath(entry.kind, entry.id);
  const what = entry.ref ?? entry.title;
  return (
    <div className="entry__acts">
      <Link className="govuk-link" to={`${base}/amendment${to}`}>Amend<span className="govuk-visually-hidden"> {what}</span></Link>
      {entry.kind === "action" && !entry.issuedAt && (
        <fetcher.Form method="post" action={`${base}/issue${to}`}>
          <Stay />
          <button type="submit" className="linkbutton">Issue now<span className="govuk-visually-hidden"> {what}</span></button>
        </fetcher.Form>
      )}
      <fetcher.Form method="post" action={`${base}/removal${to}`}>
        <Stay />
        <button type="submit" className="linkbutton">Remove<span className="govuk-visually-hidden"> {what}</span></button>
      </fetcher.Form>
      <FaultOf data={fetcher.data} />
    </div>
  );
}

function OutcomeShown({ desk, to }: { desk: DeskData; to: string }) {
  return (
    <div className={desk.agreed ? "entry" : "entry entry--pending"}>
      <p className="entry__top"><span className="entry__kind">Outcome</span><Tag colour={desk.agreed ? "green" : "yellow"}>{desk.agreed ? "Agreed" : "Recorded, not agreed"}</Tag></p>
      <dl className="entry__facts entry__facts--outcome">
        {outcomeFacts(desk.outcome!, shortDay).map(([name, value]) => (
          <div key={name}><dt>{name}</dt><dd>{value}</dd></div>
        ))}
      </dl>
      {!desk.closed && !desk.agreed && <div className="entry__acts"><Link className="govuk-link" to={`/items/${desk.item.id}/outcome${to}`}>Change<span className="govuk-visually-hidden"> the outcome</span></Link></div>}
    </div>
  );
}

/** The chair's one press: everything above is agreed. */
export function ReadBack({ desk, to, button, onDone }: { desk: DeskData; to: string; button?: React.RefObject<HTMLButtonElement>; onDone?: () => void }) {
  const fetcher = useFetcher();
  const told = useRef(onDone);
  told.current = onDone;
  useEffect(() => {
    if (fetcher.state === "idle" && isDone(fetcher.data)) told.current?.();
  }, [fetcher.state, fetcher.data]);
  if (desk.closed) return null;
  const waits = awaitsReadBack(desk);
  if (!waits) return desk.agreed ? <p className="readback readback--agreed">Read-back agreed{desk.agreed.by && ` by ${desk.agreed.by}`}.</p> : null;
  if (!desk.mayAgree) return <p className="readback">Waits for the chair's read-back. Until then it can be amended, moved or removed.</p>;
  return (
    <fetcher.Form method="post" action={`/items/${desk.item.id}/read-back${to}`} className="readback readback--chair">
      <Stay />
      <FaultOf data={fetcher.data} />
      <button type="submit" className="govuk-button" ref={button} title="Alt+Shift+5" aria-keyshortcuts="Alt+Shift+5">Agree the read-back</button>
      <p className="readback__hint">Read out what is above. It goes to owners and onto the record; afterwards it changes only by addendum.</p>
    </fetcher.Form>
  );
}

/** The panel's open actions from earlier meetings, overdue first. */
export function Matters({ actions, today, meetingId }: { actions: OpenAction[]; today: string; meetingId: string }) {
  return (
    <div className="matters">
      <h3 className="govuk-heading-s">{actions.length ? `${actions.length} open ${actions.length === 1 ? "action" : "actions"} from earlier meetings` : "No action is open from earlier meetings"}</h3>
      <p className="noprint"><Link className="govuk-link" id="matters-link" to={`/meetings/${meetingId}/matters`}>Go through them one by one, and what was said of them</Link></p>
      <ul className="matters__list">
        {actions.map((action) => (
          <li key={action.id}>
            <Link className="govuk-link" to={`/actions/${action.id}`}>{action.ref}</Link> {action.what}
            <span className="matters__facts">{action.owner} · <span className={action.overdue ? "overdue" : undefined}>{dueInWords(action.dueOn, today)}</span> · {stateName(action.state)}{action.carried > 0 && ` · carried ${action.carried === 1 ? "once" : `${action.carried} times`}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
