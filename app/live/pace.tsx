import { useEffect, useRef, useState } from "react";
import { timeOf } from "../models/core/days.ts";
import { duration } from "../models/meetings/meeting.ts";
import { type Pace, paceAt } from "../models/meetings/pace.ts";

/** The server's clock, by this browser's own tick: never read again for it. The quickest answer tells best how far the two clocks are apart. */
export function useServerClock(at: string): number {
  const apart = useRef(Number.POSITIVE_INFINITY);
  const [now, setNow] = useState(() => Date.parse(at));
  useEffect(() => {
    apart.current = Math.min(apart.current, Date.now() - Date.parse(at));
    const tick = () => setNow(Date.now() - apart.current);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [at]);
  return now;
}

/** How late the meeting will end, in minutes, as words; nothing where it is held on another day than was planned. */
export const lateInWords = (late: number): string => (Math.abs(late) > 12 * 60 ? "" : late >= 1 ? `${duration(late)} late` : late <= -1 ? `${duration(-late)} early` : "in time");

/** How the time of the item and of the meeting stands. A warning comes in colour and words, once to who hears the page; nothing moves for it. */
export function PaceLine({ pace }: { pace: Pace }) {
  const now = useServerClock(pace.now);
  const { spent, warning, endsAt, late } = paceAt(pace, now);
  const { item } = pace;
  const words = item && warning ? `${item.number ? `${item.number}: ` : ""}${warning === "all" ? `its ${item.minutes} minutes are used` : `70 % of its ${item.minutes} minutes are used`}` : "";
  return (
    <div className={`pace${warning ? ` pace--${warning}` : ""}`} data-warning={warning ?? undefined}>
      {item && (
        <p className="pace__item">
          <span className="pace__spent">{spent} of {item.minutes} min</span>
          <progress className="pace__bar" aria-label="Minutes used" max={item.minutes} value={Math.min(spent, item.minutes)} />
          <span className="pace__warning" aria-hidden="true">{warning === "all" ? "Time is up" : warning === "most" ? "70 % used" : ""}</span>
        </p>
      )}
      <p className="pace__end">Ends about <strong>{timeOf(new Date(endsAt))}</strong> {lateInWords(late) && <span className="pace__late">{lateInWords(late)} ({timeOf(pace.plannedEnd)} planned)</span>}</p>
      <p className="govuk-visually-hidden" role="status">{words}</p>
    </div>
  );
}
