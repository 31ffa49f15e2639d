import { useLoaderData } from "@remix-run/react";
import { useEffect, useReducer, useRef, useState, useSyncExternalStore } from "react";
import { timeOf } from "../models/core/days.ts";
import { limits, quarantineWords, unreadableWords } from "../models/meetings/document.ts";
import type { Block } from "../models/meetings/markdown.ts";
import { MinutesText } from "../ui/markdown.tsx";
import { mountBox } from "./box.ts";
import { type Capturing, CommandView, ReferenceList, useCommands } from "./command-view.tsx";
import type { Place, Writing } from "./editor.ts";
import { formats } from "./format.ts";
import type { Line } from "./line.ts";
import type { LineState } from "./line-state.ts";
import { hold, listenToLines, release, unsavedElsewhere } from "./lines.ts";
import { Steady } from "./stay-put.tsx";
import { WhoWrote } from "./who-wrote.tsx";
import { WithdrawButton } from "./withdraw.tsx";
import { offerWriting } from "./writing-now.ts";

/** The name of the cookie that remembers who prefers the plain text box. Holds nothing of a case. */
export const plainCookie = "panelroom_plain";

interface Props {
  /** Where its heading stands among those of the page: 3 when not given. */
  level?: 2 | 3;
  itemId: string;
  documentId: string;
  /** What the item is called in the label of the editor: its number and name. */
  label: string;
  mayWrite: boolean;
  /** Why the minutes are closed, when they are. */
  closed: string | null;
  /** The minutes as they read; null when they cannot be read whole. */
  blocks: Block[] | null;
  plain: boolean;
  /** For who is invited to the item: pages beside this one are not theirs. */
  visiting?: boolean;
  /** For commands and references: not given where words stay apart from the panel's records. */
  capturing?: Capturing;
}

/** The minutes of one item: written together while the meeting runs, read before a script has loaded and after the end. */
export function Minutes(props: Props) {
  // Whoever was writing keeps the text, and what was not saved, in front of them when the meeting ends.
  const writing = useRef(false);
  writing.current ||= props.mayWrite;
  return (
    <section className="minutes" id="minutes" aria-labelledby="minutes-title" tabIndex={-1}>
      {writing.current ? <Writer {...props} /> : (
        <>
          <div className="minutes__head">
            <Title level={props.level} />
            {props.closed && props.closed !== quarantineWords && <p className="minutes__state">{props.closed}</p>}
          </div>
          <Text blocks={props.blocks} closed={props.closed} references={props.capturing?.references} />
        </>
      )}
    </section>
  );
}

const Title = ({ level = 3 }: { level?: 2 | 3 }) => (level === 2 ? <h2 className="minutes__title" id="minutes-title">Minutes</h2> : <h3 className="minutes__title" id="minutes-title">Minutes</h3>);

/** The minutes as they read; never as if they were empty when they cannot be read. */
const Text = ({ blocks, closed, references }: Pick<Props, "blocks" | "closed"> & { references?: Capturing["references"] }) =>
  blocks === null ? <p className="minutes__warning">{closed === quarantineWords ? quarantineWords : unreadableWords}.</p>
  : blocks.length ? <MinutesText blocks={blocks} references={references} /> : <p className="minutes__none">Nothing is written yet.</p>;

function Writer({ level, itemId, documentId, label, mayWrite, closed, blocks, plain: plainAtFirst, visiting = false, capturing }: Props) {
  const [line, setLine] = useState<Line | null>(null);
  const [plain, setPlain] = useState(plainAtFirst);
  const [note, setNote] = useState("");
  const [authors, setAuthors] = useState(false);
  const showAuthors = useRef(authors);
  showAuthors.current = authors;
  useEffect(() => {
    let over = false;
    let mine = false;
    hold(documentId).then((held) => {
      if (over) return release(documentId);
      mine = true;
      setLine(held);
    });
    return () => {
      over = true;
      if (mine) release(documentId);
      setLine(null);
    };
  }, [documentId]);
  const state = useLineState(line);
  const ready = line?.ready ?? false;
  const version = line?.version ?? 0;
  const box = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const writing = useRef<Writing | null>(null);
  const wasFocused = useRef(false);
  const lineNow = useRef<Line | null>(null);
  lineNow.current = line;
  const capture = useCommands(itemId, capturing, writing, lineNow);
  const place = useRef<Place | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is another document, mounted anew at the same place
  useEffect(() => {
    if (!line || !ready) return;
    let over = false;
    const options = { label: `Minutes of ${label}`, describedBy: "minutes-help", tooLong: () => setNote(`That is more than ${limits.pasteLength.toLocaleString("en-GB")} characters. Put it in in parts.`), keys: capture?.commands.keys, changed: capture?.commands.changed, references: capture?.references };
    capture?.references.seen(line.text.toString());
    const put = (made: Writing) => {
      writing.current = made;
      offerWriting({ documentId, writing: made, line });
      if (line.state.kind === "ended" || line.isFull || !line.mayWrite) made.readOnly(true);
      if (showAuthors.current) made.authors(true);
      if (place.current) made.goTo(place.current);
      else if (wasFocused.current) made.focus();
      place.current = null;
    };
    // Fetched in any case, so that changing over works while the connection is lost; where it cannot be had there is the plain box.
    const editor = import("./editor.ts");
    if (plain) put(mountBox(box.current!, line, options));
    editor.then(({ mountEditor }) => over || plain || put(mountEditor(frame.current!, line, options))).catch(() => over || setPlain(true));
    return () => {
      over = true;
      place.current = writing.current?.place() ?? null;
      offerWriting(null);
      writing.current?.destroy();
      writing.current = null;
    };
  }, [line, ready, plain, label, version, capture]);

  const ended = state.kind === "ended";
  const full = !ended && (line?.isFull ?? false);
  // Words that came too late are shown as such; beside them the minutes stand as they are kept.
  const without = ended && closed !== null && state.lost !== "";
  // Until the page has been read again nothing of what is no longer theirs stays on the screen.
  const shut = ended && state.why === "revoked";
  const reads = line !== null && !line.mayWrite;
  useEffect(() => {
    writing.current?.readOnly(ended || full || reads);
  }, [ended, full, reads]);
  // The minutes were opened again, as a page that was read after the end says. Only the server's answer takes the end back.
  const read = useLoaderData();
  const endedAt = useRef<unknown>(undefined);
  useEffect(() => {
    if (!ended) endedAt.current = undefined;
    else if (endedAt.current === undefined) endedAt.current = read;
    else if (endedAt.current !== read && mayWrite && !closed) line?.resume();
  }, [ended, read, mayWrite, closed, line]);

  const tellAuthors = () => {
    setAuthors(!authors);
    writing.current?.authors(!authors);
  };
  const choose = (next: boolean) => {
    wasFocused.current = true;
    setPlain(next);
    // biome-ignore lint/suspicious/noDocumentCookie: a preference only, and cookieStore is not everywhere
    document.cookie = `${plainCookie}=${next ? "yes" : "no"}; Path=/; SameSite=Lax; Max-Age=31536000`;
  };
  const elsewhere = useSyncExternalStore(listenToLines, () => unsavedElsewhere(documentId), () => false);

  return (
    <>
      <div className="minutes__head">
        <Title level={level} />
        {line && (reads && ready && !ended ? <p className="minutes__state" role="status">You can read along</p> : <State state={state} full={full} />)}
        {ready && !ended && (
          <div className="minutes__ways">
            <button type="button" className={`linkbutton${authors ? " linkbutton--on" : ""}`} aria-pressed={authors} onClick={tellAuthors}>Who wrote what</button>
            <button type="button" className="linkbutton" onClick={() => choose(!plain)}>{plain ? "Editor" : "Plain text box"}</button>
          </div>
        )}
      </div>
      <Steady when={`${isTroubled(state, full)} ${ended} ${elsewhere} ${note}`} />
      {elsewhere && <p className="minutes__warning">Words in another item are not saved yet. Keep this tab open.</p>}
      <Trouble state={state} full={full} unsaved={line && (state.kind === "offline" || state.kind === "unsaved") ? line.unsavedText : ""} />
      {ended && <Ended state={state} closed={closed} />}
      {note && <p className="minutes__warning" role="alert">{note} <button type="button" className="linkbutton" onClick={() => setNote("")}>Close</button></p>}
      {ready && !ended && !reads && (
        <div className="minutes__tools" role="group" aria-label="Format">
          {formats.map(({ format, label, short, keys }) => (
            <button key={format} type="button" className={`tool tool--${format}`} title={`${label} (${keys})`} aria-keyshortcuts={keys.replace("Ctrl", "Control")} onClick={() => writing.current?.format(format)}>
              {short === label ? label : <><span aria-hidden="true">{short}</span><span className="govuk-visually-hidden">{label}</span></>}
            </button>
          ))}
          {line && !visiting && <WithdrawButton itemId={itemId} line={line} place={() => writing.current?.place() ?? null} say={setNote} />}
        </div>
      )}
      {ready ? (
        plain ? <textarea key={`box ${documentId}`} ref={box} hidden={without || shut} className="minutes__box" aria-label={`Minutes of ${label}`} aria-describedby="minutes-help" autoComplete="off" spellCheck rows={14} />
          : <div key={`editor ${documentId}`} ref={frame} hidden={without || shut} className="minutes__editor" />
      ) : <noscript><p className="minutes__warning">Without scripts the minutes can be read here, not written.</p></noscript>}
      {capture && ready && !ended && !shut && !reads && <CommandView commands={capture.commands} />}
      {capture && line && ready && plain && !shut && <ReferenceList references={capture.references} line={line} />}
      {((!ready && !(ended && blocks === null)) || without) && !shut && <Text blocks={blocks} closed={closed} references={capturing?.references} />}
      {line && ready && authors && !shut && <WhoWrote line={line} withText={plain} />}
      <p className="govuk-visually-hidden" id="minutes-help">Several people write here at once. Tab leaves the text. A line that begins with /action, /risk, /share, /decision, /marker or /measure is recorded with Enter; @ and a name puts in a reference. Keyboard shortcuts are listed under Keyboard.</p>
    </>
  );
}

/** Whether somebody should be told more than that words are not saved. */
const isTroubled = (state: LineState, full: boolean): state is Extract<LineState, { kind: "offline" | "unsaved" }> => state.kind === "offline" || (state.kind === "unsaved" && (full || state.seconds >= 5));

/** What to do while words are not saved: go on, or copy them. Nothing is kept in the browser's storage. */
function Trouble({ state, full, unsaved }: { state: LineState; full: boolean; unsaved: string }) {
  const [copied, setCopied] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const troubled = isTroubled(state, full);
  useEffect(() => {
    if (!troubled) setCopied(false);
  }, [troubled]);
  if (!troubled) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(unsaved);
      setCopied(true);
    } catch {
      // Without leave to use the clipboard, it is copied by hand.
      text.current?.select();
    }
  };
  const why = state.kind === "offline" ? "The connection is lost." : state.why === "full" ? "The server has no room: what is typed cannot be saved now." : "The server does not answer.";
  return (
    <div className="minutes__warning">
      <p>{why} {full ? `No more can be typed until it is saved: ${Math.round(limits.unsavedBytes / 1024)} kilobytes are waiting. Copy them to be safe.` : "Go on typing: it is kept on this page and sent as soon as that works."} Keep this tab open.</p>
      {unsaved && (
        <details className="minutes__unsaved">
          <summary>Words not saved yet ({unsaved.length.toLocaleString("en-GB")} characters)</summary>
          <textarea ref={text} className="minutes__lost" readOnly rows={4} value={unsaved} aria-label="Words not saved yet" />
          <button type="button" className="govuk-button govuk-button--secondary button-small" onClick={() => void copy()}>Copy unsaved text</button> <span role="status">{copied && "Copied"}</span>
        </details>
      )}
    </div>
  );
}

/** The line's state, and drawn again when it becomes ready. */
function useLineState(line: Line | null): LineState {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => line?.listen(again), [line]);
  return line?.state ?? { kind: "opening" };
}

/** What may be said of what was typed. */
export function wordsOf(state: LineState): string {
  if (state.kind === "opening") return "Opening…";
  if (state.kind === "saved") return state.at ? `Saved ${timeOf(state.at)}` : "Saved";
  if (state.kind === "saving") return "Saving…";
  if (state.kind === "unsaved") return `Not saved (${state.seconds} s)`;
  if (state.kind === "offline") return state.seconds === null ? "Offline" : `Offline: not saved (${state.seconds} s)`;
  return "Ended";
}

/** The state in words; read out only when it turns, not with every word that is saved. */
function State({ state, full }: { state: LineState; full: boolean }) {
  const grave = state.kind === "unsaved" || state.kind === "offline" || state.kind === "ended";
  const waits = state.kind === "offline" && state.seconds !== null;
  const [said, setSaid] = useState("");
  const was = useRef(false);
  useEffect(() => {
    if (grave) setSaid(state.kind === "ended" ? "Minutes ended" : `${state.kind === "unsaved" ? "Not saved" : waits ? "Offline, not saved" : "Offline"}${full ? ". No more can be typed" : ""}`);
    else if (was.current && state.kind === "saved") setSaid("Saved again");
    if (grave || state.kind === "saved") was.current = grave;
  }, [grave, state.kind, waits, full]);
  return (
    <p className={`minutes__state minutes__state--${state.kind}`} data-state={state.kind}>
      {wordsOf(state)}
      <span className="govuk-visually-hidden" role="status">{said}</span>
    </p>
  );
}

const endings: Record<string, string> = {
  frozen: "The minutes of this item are closed: they can be read, not written.",
  revoked: "These minutes are no longer open to you.",
  "signed out": "You are signed out. Sign in again in another tab, then read this page again.",
  quarantined: `${quarantineWords}. Writing goes on here once they can be read again.`,
  refused: "The server could not take what was typed here. Read the page again to go on.",
};

function Ended({ state, closed }: { state: Extract<LineState, { kind: "ended" }>; closed: string | null }) {
  return (
    <div className="minutes__ended" role="alert">
      <p>{state.why === "frozen" && closed ? `${closed}.` : endings[state.why]}</p>
      {state.lost && (
        <>
          <label className="govuk-label" htmlFor="minutes-lost">{state.handedIn ? "These words of yours came too late: they are not in the minutes. They are kept where you and the chair see them:" : "These words of yours were not saved. Copy what you need:"}</label>
          <textarea id="minutes-lost" className="minutes__lost" readOnly rows={4} value={state.lost} />
        </>
      )}
    </div>
  );
}
