import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotFound, found } from "../core/refuse.ts";
import type { Paper } from "./paper.ts";

/** A version of the minutes, the newest when none is asked for. Noted as opened. Throws NotFound when there is none. */
export const openMinutes = (ask: Ask, meetingId: string, version: number | null) =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (meeting.status !== "ended" && meeting.status !== "agreed") throw new NotFound();
    const versions = await ask.db.selectFrom("minutes_version").leftJoin("person", "person.id", "minutes_version.by_id").select(["minutes_version.version", "minutes_version.state", "minutes_version.at", "minutes_version.reason", "minutes_version.hash", "person.name as by"])
      .where("meeting_id", "=", meeting.id).orderBy("version", "desc").execute();
    const chosen = found(version === null ? versions[0] : versions.find((v) => v.version === version));
    const row = await ask.db.selectFrom("minutes_version").select("content").where("meeting_id", "=", meeting.id).where("version", "=", chosen.version).executeTakeFirstOrThrow();
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: String(chosen.version) });
    return { meeting: { id: meeting.id, status: meeting.status }, versions, version: chosen, newest: versions[0]!.version, paper: JSON.parse(row.content) as Paper, may: { approve: may.approveMinutes(ask.who, meeting) && meeting.status === "ended", add: may.addAddendum(ask.who, meeting) && meeting.status === "agreed" } };
  });
