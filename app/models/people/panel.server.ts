import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { found } from "../core/refuse.ts";
import type { PanelSettings } from "./panel.ts";

/** The panel's settings in force on a day: the newest version from before it, or the first. Throws NotFound when the panel has none. */
export async function panelSettings(ask: Pick<Ask, "db">, panelId: string, on: Day): Promise<PanelSettings> {
  const row = found(
    (await ask.db.selectFrom("panel_version").selectAll().where("panel_id", "=", panelId).where("from_on", "<=", on).orderBy("from_on", "desc").executeTakeFirst()) ??
      (await ask.db.selectFrom("panel_version").selectAll().where("panel_id", "=", panelId).orderBy("from_on").executeTakeFirst()),
  );
  return {
    panelId, fromOn: row.from_on, remit: row.remit, frequency: row.frequency, meetingMinutes: row.meeting_minutes,
    sections: JSON.parse(row.sections), scale: JSON.parse(row.scale), rules: JSON.parse(row.rules), reachAfterClosingDays: row.reach_after_closing_days,
  };
}
