import type { Ask } from "#app/models/core/ask.server.ts";
import { endMeeting, previewEnding } from "#app/models/meetings/ending.server.ts";
import { overrideFindings } from "#app/models/meetings/gate.server.ts";
import { answerNames, namesAt } from "#app/models/meetings/names.server.ts";

/** Ends a meeting in spite of all that the close gate lets one end in spite of, with one reason for everything; names that nobody could resolve are nobody's on record. */
export async function endInSpite(ask: Ask, meetingId: string): Promise<void> {
  const { items } = await namesAt(ask, meetingId);
  const asked = items.flatMap((item) => item.asked.filter((one) => one.answer === null));
  if (asked.length) await answerNames(ask, meetingId, asked.map(({ itemId, written }) => ({ itemId, written, who: "nobody" as const, subject: null, alias: false })));
  const { findings } = await previewEnding(ask, meetingId);
  if (findings.some((one) => !one.must && !one.override)) await overrideFindings(ask, meetingId, { reasons: {}, forAll: "Known, and followed up" });
  const { ended } = await endMeeting(ask, meetingId);
  if (!ended) throw new Error("The meeting did not end");
}
