import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { itemInReach, subjectsInReach } from "../core/reach.server.ts";
import { noteOpened } from "../core/opened.server.ts";

/** An item as the pages about its minutes name it, with the way back to it. That it was shown is noted. Throws NotFound when it is out of reach. */
export const itemHead = (ask: Ask, itemId: string) => look(ask, (ask, happened) => headOf(ask, happened, itemId));

async function headOf(ask: Ask, happened: Happened, itemId: string) {
  const item = await itemInReach(ask, itemId);
  const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", item.panel_id).executeTakeFirstOrThrow();
  const subject = item.subject_id ? await subjectsInReach(ask).select("subject.display_name").where("subject.id", "=", item.subject_id).executeTakeFirst() : undefined;
  await noteOpened(ask, happened, "item opened", { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
  const live = `/meetings/${item.meeting_id}/live`;
  return {
    item,
    head: {
      id: item.id, meetingId: item.meeting_id, name: [item.number, subject?.display_name ?? item.title ?? "Not shared with you"].filter(Boolean).join(" "), caption: `${panel.name} meeting ${item.meeting_number}`,
      panelCode: panel.code, live: item.current_item_id === item.id ? live : `${live}?item=${item.id}`,
    },
  };
}

export type ItemHead = Awaited<ReturnType<typeof itemHead>>["head"];
