import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { Notice } from "./page.tsx";

interface Move {
  id: string;
  kind: "postponed" | "adjourned";
  from_on: string;
  to_on: string;
  reason: string;
  at: string;
  by: string;
  resumed_at: string | null;
}

/** What became of a meeting: that it was cancelled, put off, or broken off to go on later; by whom and why. */
export const Became = ({ cancelled, moves, waiting }: { cancelled: { at: string; by: string | null; reason: string } | null; moves: Move[]; waiting: boolean }) => (
  <>
    {cancelled && (
      <Notice kind="warning" title="This meeting was cancelled">
        <p>{cancelled.reason}</p>
        <p className="subline">{cancelled.by ?? "Not known"}, {dayAndTime(cancelled.at)}. Whoever was listed is reviewed at the next meeting.</p>
      </Notice>
    )}
    {moves.map((move) => (
      <Notice key={move.id} kind={waiting && move.kind === "adjourned" && !move.resumed_at ? "warning" : "note"} title={move.kind === "postponed" ? `Put off from ${shortDay(move.from_on)} to ${shortDay(move.to_on)}` : `Adjourned ${dayAndTime(move.at)}${move.resumed_at ? `, went on ${dayAndTime(move.resumed_at)}` : `: goes on ${fullDay(move.to_on)}`}`}>
        <p>{move.reason}</p>
        <p className="subline">{move.by}, {dayAndTime(move.at)}</p>
      </Notice>
    ))}
  </>
);
