import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { addDays, addMonths, type Day, dayOf } from "../core/days.ts";
import { oneSeriesInReach, panelInReach, seriesInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { tellMembers, tellOfSeries } from "./invitation.server.ts";
import { meetingName, standingItems, type Status } from "./meeting.ts";
import { openMeeting, setWhen } from "./meeting.server.ts";
import { daysOf, type OnHoliday, type Pattern, type Planned, type SeriesRule, whyNotSeries, whyStays } from "./series.ts";

export interface SeriesForm extends SeriesRule {
  /** London clock time. */
  time: string;
  minutesLong: number;
  place: string | null;
  /** For so many months from the first day, or from today, its meetings are made. */
  months: number;
}

type Row = { id: string; panel_id: string; pattern: string; on_holiday: string; from_on: Day; to_on: Day | null; starts_at: string; minutes_long: number; place: string | null; made_until_on: Day; ended_at: string | null };
/** A series as its rule. */
export const ruleOf = (row: Row): SeriesRule => ({ pattern: JSON.parse(row.pattern) as Pattern, onHoliday: row.on_holiday as OnHoliday, fromOn: row.from_on, toOn: row.to_on });

const untilOf = ({ fromOn, months }: SeriesForm, today: Day): Day => addDays(addMonths(fromOn > today ? fromOn : today, months), -1);

export type PlannedMeeting = Planned & {
  /** The panel's meeting that is on that day already: this one is left out. */
  clash: string | null;
};

async function planOf(ask: Ask, panel: { id: string; code: string }, rule: SeriesRule, until: Day, except: string[] = []): Promise<PlannedMeeting[]> {
  const meetings = await ask.db.selectFrom("meeting").select(["id", "number", "on_day"]).where("panel_id", "=", panel.id).where("cancelled_at", "is", null).execute();
  const taken = new Map(meetings.filter(({ id }) => !except.includes(id)).map((one) => [one.on_day, meetingName(panel, one)]));
  const today = dayOf(ask.now);
  return daysOf(rule, until).filter(({ meant, onDay }) => (onDay ?? meant) >= today).map((day) => ({ ...day, clash: day.onDay ? (taken.get(day.onDay) ?? null) : null }));
}

/** The panel, when the person may set when it meets. Throws NotFound, NotAllowed. */
export async function panelToSchedule(ask: Ask, panelId: string) {
  const panel = await panelInReach(ask, panelId);
  allow(may.openMeeting(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator sets when the panel meets");
  return panel;
}

function checked(ask: Ask, form: SeriesForm): void {
  const fault = whyNotSeries(form, dayOf(ask.now));
  if (fault) throw new NotAgreed(fault.message, fault.field);
}

/** The days that a rule would give a panel, before anything is made. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export async function previewSeries(ask: Ask, panelId: string, form: SeriesForm): Promise<PlannedMeeting[]> {
  const panel = await panelToSchedule(ask, panelId);
  checked(ask, form);
  return planOf(ask, panel, form, untilOf(form, dayOf(ask.now)));
}

const opens = (plan: PlannedMeeting[]) => plan.flatMap(({ onDay, clash }) => (onDay && !clash ? [onDay] : []));

async function insert(ask: Ask, panelId: string, form: SeriesForm, replacesId: string | null): Promise<string> {
  const id = newId();
  await ask.db.insertInto("series").values({
    id, panel_id: panelId, pattern: JSON.stringify(form.pattern), on_holiday: form.onHoliday, from_on: form.fromOn, to_on: form.toOn, starts_at: form.time, minutes_long: form.minutesLong, place: form.place,
    made_until_on: untilOf(form, dayOf(ask.now)), made_at: ask.now.toISOString(), made_by_id: ask.who.id, replaces_id: replacesId,
  }).execute();
  return id;
}

async function openAll(ask: Ask, panelId: string, seriesId: string, days: Day[], form: Pick<SeriesForm, "time" | "minutesLong" | "place">): Promise<string[]> {
  const ids = [];
  for (const onDay of days) ids.push(await openMeeting(ask, { panelId, onDay, time: form.time, minutesLong: form.minutesLong, place: form.place, seriesId }));
  return ids;
}

/** Keeps a rule and makes its meetings ahead, as drafts; days that are taken are left out. Returns the series' id. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const makeSeries = (ask: Ask, panelId: string, form: SeriesForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelToSchedule(ask, panelId);
    const days = opens(await previewSeries(ask, panel.id, form));
    if (!days.length) throw new NotAgreed("This makes no meeting: every day is taken or left out", "fromOn");
    const id = await insert(ask, panel.id, form, null);
    await tellOfSeries(ask, panel.id, await openAll(ask, panel.id, id, days, form));
    happened({ what: "series made", panelId: panel.id, detail: id });
    return id;
  });

/** The series, when the person may change it and it still holds. Throws NotFound, NotAllowed, NotAgreed. */
export async function seriesToChange(ask: Ask, seriesId: string) {
  const series = await oneSeriesInReach(ask, seriesId);
  const panel = await panelToSchedule(ask, series.panel_id);
  agree(series.ended_at ? "This series has ended" : null);
  return { series, panel };
}

/** Makes the meetings of the next months that are not made yet. Returns how many. */
export const extendSeries = (ask: Ask, seriesId: string, months: number): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const { series, panel } = await seriesToChange(ask, seriesId);
    const today = dayOf(ask.now);
    const until = addMonths([series.made_until_on, today].sort().at(-1)!, months);
    const days = opens(await planOf(ask, panel, ruleOf(series), until)).filter((day) => day > series.made_until_on);
    if (!days.length) throw new NotAgreed("This series gives no further meeting in that time", "months");
    const ids = await openAll(ask, panel.id, series.id, days, { time: series.starts_at, minutesLong: series.minutes_long, place: series.place });
    await ask.db.updateTable("series").set({ made_until_on: until }).where("id", "=", series.id).execute();
    await tellOfSeries(ask, panel.id, ids);
    happened({ what: "series extended", panelId: panel.id, detail: series.id });
    return ids.length;
  });

/** The meetings of a series from today on that are not cancelled, with why each stays when the rule changes. */
export async function comingOf(ask: Ask, seriesId: string) {
  const rows = await ask.db.selectFrom("meeting").selectAll().where("series_id", "=", seriesId).where("on_day", ">=", dayOf(ask.now)).where("cancelled_at", "is", null).where("status", "in", ["draft", "published", "live"]).orderBy("on_day").execute();
  const ids = rows.map((row) => row.id);
  const items = ids.length ? await ask.db.selectFrom("item").select(["meeting_id", "kind", "title", "minutes", "position", "withdrawn_at"]).where("meeting_id", "in", ids).orderBy("position").execute() : [];
  const guests = new Set((ids.length ? await ask.db.selectFrom("guest").select("meeting_id").where("meeting_id", "in", ids).where("ended_at", "is", null).execute() : []).map((row) => row.meeting_id));
  const asOpened = JSON.stringify(standingItems.map(({ title, minutes }) => [title, minutes]));
  return rows.map((row) => ({
    ...row, status: row.status as Status,
    stays: whyStays({ status: row.status, setByHand: row.set_by_hand_at !== null, proposed: row.proposed_at !== null, invited: guests.has(row.id), itemsChanged: JSON.stringify(items.filter((item) => item.meeting_id === row.id).map(({ title, minutes }) => [title, minutes])) !== asOpened }),
  }));
}

/** What another rule would make of a series: which meetings stay and why, which move, how many come new or are dropped. Nothing is done. */
export async function previewChange(ask: Ask, seriesId: string, form: SeriesForm) {
  const { series, panel } = await seriesToChange(ask, seriesId);
  checked(ask, form);
  const coming = await comingOf(ask, series.id);
  const free = coming.filter((one) => !one.stays);
  const plan = await planOf(ask, panel, form, untilOf(form, dayOf(ask.now)), free.map((one) => one.id));
  const days = opens(plan);
  return {
    panel, plan, free,
    stay: coming.filter((one) => one.stays).map((one) => ({ id: one.id, name: meetingName(panel, one), onDay: one.on_day, why: one.stays! })),
    move: free.slice(0, days.length).map((one, i) => ({ id: one.id, name: meetingName(panel, one), from: one.on_day, to: days[i]! })),
    fresh: days.slice(free.length), drop: free.slice(days.length).map((one) => ({ id: one.id, name: meetingName(panel, one), onDay: one.on_day })),
  };
}

/**
 * Gives a series another rule: it ends, and one in its place takes over its drafts that nobody has touched, in their order, onto the new days.
 * What has been worked on stays as it is. Returns the new series' id.
 */
export const changeSeries = (ask: Ask, seriesId: string, form: SeriesForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { panel, free, move, fresh, drop } = await previewChange(ask, seriesId, form);
    const id = await insert(ask, panel.id, form, seriesId);
    await endRow(ask, seriesId);
    for (const { id: meetingId, to } of move) {
      await setWhen(ask, free.find((one) => one.id === meetingId)!, { onDay: to, time: form.time, minutesLong: form.minutesLong, place: form.place });
      await ask.db.updateTable("meeting").set((eb) => ({ series_id: id, calendar_sequence: eb("calendar_sequence", "+", 1) })).where("id", "=", meetingId).execute();
      happened({ what: "meeting changed", panelId: panel.id, meetingId });
    }
    for (const one of drop) await dropDraft(ask, happened, panel.id, one.id);
    const made = await openAll(ask, panel.id, id, fresh, form);
    await tellOfSeries(ask, panel.id, [...move.map((one) => one.id), ...made]);
    happened({ what: "series changed", panelId: panel.id, detail: id });
    return id;
  });

async function dropDraft(ask: Ask, happened: Happened, panelId: string, meetingId: string): Promise<void> {
  await ask.db.updateTable("meeting").set({ cancelled_at: ask.now.toISOString(), cancelled_by_id: ask.who.id, cancelled_reason: "The panel's series of meetings was changed" }).where("id", "=", meetingId).execute();
  await tellMembers(ask, meetingId, "cancelled");
  happened({ what: "meeting cancelled", panelId, meetingId });
}

const endRow = (ask: Ask, seriesId: string) => ask.db.updateTable("series").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id }).where("id", "=", seriesId).execute();

/** Ends a series: it makes no more meetings, and those that it made stay. Returns the panel's id. */
export const endSeries = (ask: Ask, seriesId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { series } = await seriesToChange(ask, seriesId);
    await endRow(ask, series.id);
    happened({ what: "series ended", panelId: series.panel_id, detail: series.id });
    return series.panel_id;
  });

/** A panel's series, those that hold first. For who prepares it. */
export async function seriesOf(ask: Ask, panelId: string) {
  const panel = await panelToSchedule(ask, panelId);
  const rows = await seriesInReach(ask).innerJoin("person", "person.id", "series.made_by_id").selectAll("series").select("person.name as by").where("series.panel_id", "=", panel.id).orderBy("series.made_at", "desc").execute();
  const series = [];
  for (const row of rows.sort((a, b) => Number(a.ended_at !== null) - Number(b.ended_at !== null)))
    series.push({ id: row.id, rule: ruleOf(row), time: row.starts_at, minutesLong: row.minutes_long, place: row.place, madeUntil: row.made_until_on, madeAt: row.made_at, by: row.by, endedAt: row.ended_at, coming: (await comingOf(ask, row.id)).map((one) => ({ id: one.id, name: meetingName(panel, one), onDay: one.on_day, status: one.status, stays: one.stays })) });
  return { panel: { id: panel.id, name: panel.name, code: panel.code }, series };
}
