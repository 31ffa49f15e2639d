import { shortDay } from "../models/core/days.ts";
import { type DateShown, stateInWords } from "../models/meetings/dates.ts";

/** The dates that hang on a meeting's day; what is late is said in words, not by colour alone. */
export const Dates = ({ dates, small }: { dates: DateShown[]; small?: boolean }) =>
  dates.length ? (
    <dl className={small ? "dates dates--small" : "dates"}>
      {dates.map(({ name, on, state }) => (
        <div key={name} className={state === "late" ? "dates__one dates__one--late" : "dates__one"}>
          <dt>{name}</dt>
          <dd>{shortDay(on)}{stateInWords(state) && <span className={state === "late" ? "overdue" : "dates__state"}>, {stateInWords(state)}</span>}</dd>
        </div>
      ))}
    </dl>
  ) : null;
