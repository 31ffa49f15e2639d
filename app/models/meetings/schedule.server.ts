import type { Ask } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { type Day, dayOf } from "../core/days.ts";
import type { PanelSettings } from "../people/panel.ts";
import { datesShown } from "./dates.ts";
import { movesOf } from "./put-off.server.ts";
import { replyForm } from "./reply.server.ts";

interface Meeting {
  id: string;
  panel_id: string;
  on_day: Day;
  status: string;
  published_at: string | null;
  ended_at: string | null;
  cancelled_at: string | null;
  cancelled_by_id: string | null;
  cancelled_reason: string | null;
}

/** The dates that hang on a meeting's day, as of today; none of one that is cancelled. */
export async function datesOf(ask: Ask, meeting: Pick<Meeting, "id" | "on_day" | "status" | "published_at" | "cancelled_at">, settings: PanelSettings) {
  if (meeting.cancelled_at) return [];
  const circulation = await ask.db.selectFrom("circulation").select("at").where("meeting_id", "=", meeting.id).executeTakeFirst();
  return datesShown(meeting.on_day, { status: meeting.status, publishedAt: meeting.published_at, circulatedAt: circulation?.at ?? null }, settings, dayOf(ask.now));
}

/** What a meeting's page says of when it is: its dates, what became of it, and the reader's own answer. The meeting must be in reach. */
export async function scheduleOf(ask: Ask, meeting: Meeting, settings: PanelSettings) {
  const by = meeting.cancelled_by_id ? await ask.db.selectFrom("person").select("name").where("id", "=", meeting.cancelled_by_id).executeTakeFirst() : undefined;
  return {
    dates: await datesOf(ask, meeting, settings), moves: await movesOf(ask, meeting.id), answering: await replyForm(ask, meeting),
    cancelled: meeting.cancelled_at ? { at: meeting.cancelled_at, by: by?.name ?? null, reason: meeting.cancelled_reason ?? "" } : null,
    mayPutOff: may.cancelMeeting(ask.who, meeting) && !meeting.cancelled_at && ["draft", "published", "live"].includes(meeting.status),
  };
}
