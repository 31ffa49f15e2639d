import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, Form, Link, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useMemo, useRef } from "react";
import { submit } from "../form.server.ts";
import { useLoadedAhead } from "../live/ahead.ts";
import { useFollowing } from "../live/follow.ts";
import { Here } from "../live/here.tsx";
import { readOrKeep, remember } from "../live/keep.ts";
import { Keyboard, useKeyboard } from "../live/keyboard.tsx";
import { Minutes, plainCookie } from "../live/minutes.tsx";
import { PaceLine } from "../live/pace.tsx";
import { Rail } from "../live/rail.tsx";
import { useRoom } from "../live/room.ts";
import { Template } from "../live/template.tsx";
import { fullDay, timeOf } from "../models/core/days.ts";
import { closedInWords } from "../models/meetings/closed.ts";
import { type Live, liveOf } from "../models/meetings/live.server.ts";
import { lockMinutes } from "../models/people/lock.server.ts";
import { startMeeting } from "../models/meetings/running.server.ts";
import type { RootData } from "../root.tsx";
import { z } from "../shapes.server.ts";
import { NoPart, ReadBy, UnderMinutes } from "../ui/around.tsx";
import { CardsHere } from "../ui/cards.tsx";
import { Back, Hands, InChair } from "../ui/conductor.tsx";
import { Papers } from "../ui/files.tsx";
import { GuestsHere } from "../ui/guests.tsx";
import { Desk } from "../ui/desk.tsx";
import { Discussions } from "../ui/discussions.tsx";
import { ErrorSummary, PostButton, StayingForm, useRefused } from "../ui/form.tsx";
import { Notes } from "../ui/notes.tsx";
import { LastMinutesShown } from "../ui/last-minutes.tsx";
import { MinutesNotices } from "../ui/minutes-notice.tsx";
import { OwnNotesHere } from "../ui/own-notes.tsx";
import { ButtonLink, Tag } from "../ui/page.tsx";
import { ReturnsHere } from "../ui/returns-here.tsx";
import { QuorumWarning, RoomHere } from "../ui/room.tsx";
import { RoomChanges } from "../ui/room-changes.tsx";
import { SubjectCard } from "../ui/subject-card.tsx";

export const meta = () => [{ title: "Meeting – Panelroom" }];

export async function loader({ request, params, context: { ask, settings } }: LoaderFunctionArgs) {
  const live = await liveOf(ask, params.meetingId!, new URL(request.url).searchParams.get("item"));
  return json({ ...live, lockMinutes: await lockMinutes(ask, ask.who.id, settings.limits), plain: new RegExp(`(^|; )${plainCookie}=yes`).test(request.headers.get("Cookie") ?? "") });
}

const keyOf = (url: string): string => new URL(url).pathname + new URL(url).search;

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) => readOrKeep(keyOf(request.url), () => serverLoader<typeof loader>());

/** Starts the meeting. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({}), async () => {
    await startMeeting(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/live`);
  });

export default function LivePage() {
  const read = useLoaderData<typeof loader>();
  useEffect(() => remember(keyOf(location.href), read), [read]);
  const { shown, movedOn, go } = useFollowing(read);
  const refused = useRefused();
  useKeyboard();
  useLoadedAhead(read);
  const { meeting, steps } = read;
  const { item } = shown;
  const current = steps.find((step) => step.id === meeting.currentItemId) ?? null;
  const { people, hands } = useRoom(meeting.id, item?.id ?? null, meeting.currentItemId, read.hands);
  const me = (useRouteLoaderData("root") as RootData | undefined)?.who?.id ?? null;
  const numbers = Object.fromEntries(steps.map((step) => [step.id, step.number ?? step.title]));
  useFocusKept(item?.session?.documentId ?? item?.documentId ?? "");
  return (
    <div className="live">
      <Top live={read} />
      <div className="live__bar">
        {read.pace && <PaceLine pace={read.pace} />}
        {read.pace && <InChair read={read} people={people} />}
        <Ways live={read} />
      </div>
      <p className="govuk-visually-hidden" role="status">{meeting.status === "live" && current ? `The meeting is at ${[current.number, current.title].filter(Boolean).join(" ")}` : ""}</p>
      <ErrorSummary refused={refused} />
      <div className="live__columns">
        <div className="live__rail">
          <Rail live={read} shownId={item?.id ?? null} />
        </div>
        {/* On a wide page under the agenda, on a phone under the minutes: what is in hand comes first. */}
        <div className="live__room">
          {meeting.status === "live" && current && <Hands read={read} hands={hands} me={me} />}
          <Here people={people} currentId={meeting.currentItemId} numbers={numbers} />
          {meeting.status === "live" && <p className="live__screens"><Link className="govuk-link" to={`/meetings/${meeting.id}/shared`}>Shared screen</Link> <Link className="govuk-link" to={`/meetings/${meeting.id}/room`}>Room view</Link></p>}
          <Keyboard />
        </div>
        <div className="live__main">
          {movedOn ? (
            <p className="follow" role="status">The chair has moved on{current?.number ? ` to ${current.number}` : ""}. <button type="button" className="linkbutton" id="follow" data-at-once onClick={go}>Go there</button></p>
          ) : (
            item && current && item.id !== current.id && (
              <p className="follow">The meeting is at {current.number} {current.title}. <Link className="govuk-link" id="follow" data-at-once to={`/meetings/${meeting.id}/live`} preventScrollReset>Follow the chair</Link></p>
            )
          )}
          {item ? <Item key={item.id} live={shown} plain={read.plain} mayMakeCurrent={read.runs && meeting.status === "live" && item.id !== meeting.currentItemId} /> : <NoItem live={read} />}
          {/* Not of the item alone: a form that is open stays open, for its own item, when the meeting moves on. */}
          {item?.cards && <CardsHere key={`cards-${item.id}`} itemId={item.id} cards={item.cards} />}
          {item && <Desk desk={item.desk} />}
        </div>
        <aside className="live__card" id="card" tabIndex={-1} aria-label="Card">
          {item?.card ? <SubjectCard key={item.id} card={item.card} /> : item && <p className="live__nocard">This item is about no one subject.</p>}
          {item && <ReturnsHere key={`returns ${item.id}`} returns={item.returns} documentId={item.mayWrite && !item.session ? item.documentId : null} />}
          {item?.card && <Discussions discussions={item.discussions} />}
          {item && <Papers itemId={item.id} files={item.files} mayAdd={item.mayAddFile} />}
          {item?.card && (
            <section className="card subjectcard" aria-labelledby="notes-head">
              <h2 className="govuk-heading-s" id="notes-head">Notes of agencies</h2>
              <Notes notes={item.notes} />
              <p><Link className="govuk-link" to={`/subjects/${item.card.id}/notes/new?meeting=${meeting.id}`}>Write a note</Link></p>
            </section>
          )}
          {item && <OwnNotesHere key={`own ${item.id}`} notes={item.ownNotes} action={`/items/${item.id}/own-notes`} to={`/meetings/${meeting.id}/live?item=${item.id}`} />}
        </aside>
      </div>
    </div>
  );
}

const states: Record<Live["meeting"]["status"], { words: string; colour: "grey" | "green" | "blue" }> = {
  draft: { words: "Agenda in draft", colour: "grey" }, published: { words: "Not started", colour: "blue" }, live: { words: "Live", colour: "green" }, ending: { words: "Being closed", colour: "grey" }, ended: { words: "Ended", colour: "grey" }, agreed: { words: "Minutes agreed", colour: "grey" },
};

/** What meeting this is, and what the chair does next. */
function Top({ live: { meeting, steps, next, may, runs, ...live } }: { live: Live }) {
  const following = steps.find((step) => step.id === next);
  const state = states[meeting.status];
  return (
    <div className="live__top">
      <div className="live__name">
        <h1 className="live__title"><Link className="live__home" to={`/meetings/${meeting.id}`}>{meeting.panelName} {meeting.number}</Link></h1>
        <Tag colour={state.colour}>{state.words}</Tag>
        <p className="live__when">{fullDay(meeting.onDay)}, {steps.filter((step) => step.progress === "done").length} of {steps.length} items done</p>
      </div>
      <div className="live__acts">
        {meeting.status === "published" && may.run && <Form method="post" className="inline-form"><button type="submit" className="govuk-button" id="next-item">{meeting.startedAt ? "Go on with the meeting" : "Start the meeting"}</button></Form>}
        <Back read={{ ...live, runs, meeting }} />
        {meeting.status === "live" && runs && following && (
          <StayingForm action={`/meetings/${meeting.id}/current`}>
            <input type="hidden" name="itemId" value={following.id} />
            {meeting.currentItemId && <input type="hidden" name="from" value={meeting.currentItemId} />}
            <button type="submit" className="govuk-button live__next" id="next-item" data-at-once aria-keyshortcuts="Alt+Shift+N" title="Alt+Shift+N">Next: {following.number} <span className="live__nextname">{following.title}</span></button>
          </StayingForm>
        )}
        {meeting.status === "ending" && may.end && <ButtonLink to={`/meetings/${meeting.id}/end`} secondary={false}>Go on with closing</ButtonLink>}
        {meeting.status === "live" && may.end && runs && <ButtonLink to={`/meetings/${meeting.id}/end`} secondary={Boolean(following)}>End the meeting</ButtonLink>}
        {(meeting.status === "ended" || meeting.status === "agreed") && <ButtonLink to={`/meetings/${meeting.id}/minutes`}>Read the minutes</ButtonLink>}
      </div>
    </div>
  );
}

/** Where else one goes from here: who is there, and what may become of the meeting besides going on. */
const Ways = ({ live: { meeting, may, attendance } }: { live: Live }) => (
  <p className="live__ways">
    {meeting.status !== "draft" && <Link className="govuk-link" to={`/meetings/${meeting.id}/attendance`}>Attendance: {attendance.recorded ? `${attendance.present} of ${attendance.members} present` : "not recorded"}</Link>}
    {(meeting.status === "published" || meeting.status === "live") && may.run && <RoomChanges meetingId={meeting.id} live={meeting.status === "live"} />}
  </p>
);

/** In place of an item: nothing is listed, or what is asked for, or what the meeting is at, is not for this person. */
const NoItem = ({ live: { meeting, steps } }: { live: Live }) =>
  steps.length === 0 ? <p className="empty">There is nothing on this agenda.</p>
  : meeting.closed ? <p className="empty" role="status">The meeting is in closed session. This page goes on when it is open again; the other items are in the list.</p>
  : meeting.elsewhere ? <p className="empty" role="status">The meeting is at an item in which you take no part. This page goes on with the next one; the others are in the list.</p>
  : <p className="empty">There is no such item on your agenda. <Link className="govuk-link" to={`/meetings/${meeting.id}/live`}>Follow the chair</Link></p>;

/** The item in hand: what it is, its minutes, and what is recorded of it. */
function Item({ live: { meeting, item, room, steps }, plain, mayMakeCurrent }: { live: Live; plain: boolean; mayMakeCurrent: boolean }) {
  const capturing = useMemo(() => item && { references: item.references, names: [...item.desk.choices.about, ...steps.flatMap((step) => (step.ref ? [{ ref: step.ref, name: step.title }] : []))] }, [item, steps]);
  if (!item || !capturing) return null;
  const name = [item.number, item.title].filter(Boolean).join(" ");
  return (
    <article aria-labelledby="item-title">
      <div className="itemhead">
        <div>
          <h2 className="itemhead__title" id="item-title">
            {item.number && <span className="itemhead__number">{item.number}</span>} {item.title}
            {item.id === meeting.currentItemId && <> <Tag colour="green">Current item</Tag></>}
          </h2>
          <p className="itemhead__facts">{[item.kind && `${item.kind} ${item.ref}`, `${item.minutes} minutes`, item.lead && `led by ${item.lead}`, item.late && "added late"].filter(Boolean).join(" · ")}</p>
        </div>
        {mayMakeCurrent && (
          <StayingForm action={`/meetings/${meeting.id}/current`}>
            <input type="hidden" name="itemId" value={item.id} />
            <button type="submit" className="govuk-button govuk-button--secondary button-small">Move the meeting here</button>
          </StayingForm>
        )}
      </div>
      <WhyHere reasons={item.reasons} />
      <QuorumWarning quorum={room && (room.item ? room.item.quorum : room.quorum)} />
      <div className="itemabout">
        {!item.session && <ReadBy readers={item.around.readers} />}
        <RoomHere room={room} meetingId={meeting.id} running={item.id === meeting.currentItemId} />
        {item.subjectId && <NoPart subjectId={item.subjectId} meetingId={meeting.id} people={item.around.noPart} />}
      </div>
      <GuestsHere guests={item.around.guests} />
      <LastMinutesShown last={item.lastMinutes} meetingId={meeting.id} running={meeting.status === "live"} />
      <MinutesNotices notices={item.notices} />
      {item.wasClosed.map((session) => <p className="under__line" key={session.from}>{closedInWords(session)}</p>)}
      {item.session ? (
        <>
          <div className="closedsession" role="status">
            <p><strong>Closed session</strong> since {timeOf(item.session.since)}: {item.session.agencies.join(", ")}. What is written now is read by them and by who closed it, and by nobody else. {item.session.mine ? "You write the minutes." : `${item.session.minuter} writes the minutes.`} Actions, levels and decisions that are recorded stay for the whole panel.</p>
            {item.session.mayEnd && <PostButton small action={`/items/${item.id}/closed-session/ending`} label="Open the session again" />}
          </div>
          <Minutes key={item.session.documentId} itemId={item.id} documentId={item.session.documentId} label={`${name}, closed session`} mayWrite={item.session.closed === null} closed={item.session.closed} blocks={item.session.blocks} plain={plain} visiting />
        </>
      ) : (
        <>
          {item.mayWrite && <Template key={`template ${item.documentId}`} documentId={item.documentId} {...item.template} />}
          <Minutes key={item.documentId} itemId={item.id} documentId={item.documentId} label={name} mayWrite={item.mayWrite} closed={item.closed} blocks={item.blocks} plain={plain} capturing={capturing} />
        </>
      )}
      <UnderMinutes itemId={item.id} around={item.around} />
    </article>
  );
}

/** The reasons for which the subject is listed: two stand in a line of their own; more open from the first. */
function WhyHere({ reasons }: { reasons: string[] }) {
  if (!reasons.length) return null;
  if (reasons.length <= 2) return <p className="whyhere"><span className="whyhere__head">Why it is here:</span> {reasons.join("; ")}</p>;
  return (
    <details className="whyhere">
      <summary className="whyhere__summary"><span className="whyhere__head">Why it is here:</span> {reasons[0]}, and {reasons.length - 1} more</summary>
      <ul className="whyhere__list">{reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>
    </details>
  );
}

/** When the meeting moves on under somebody who was in the minutes, the focus goes to the new item's heading's place, not to nowhere. */
function useFocusKept(documentId: string) {
  const inMinutes = useRef(false);
  const before = useRef(documentId);
  useEffect(() => {
    const note = () => {
      inMinutes.current = Boolean(document.activeElement?.closest("#minutes"));
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    if (before.current !== documentId && inMinutes.current && document.activeElement === document.body) document.getElementById("minutes")?.focus({ preventScroll: true });
    before.current = documentId;
  }, [documentId]);
}
