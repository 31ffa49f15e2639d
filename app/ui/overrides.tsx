import { dayAndTime } from "../models/core/days.ts";
import type { PaperItem } from "../models/meetings/paper.ts";

/** What the meeting was ended in spite of, as the minutes keep it. */
export const Overrides = ({ overrides }: Required<Pick<PaperItem, "overrides">>) => (
  <div className="paper__overrides">
    {overrides.map((one) => <p key={one.words}>The meeting ended in spite of this: {one.words}. {one.reason} ({one.by}, {dayAndTime(one.at)})</p>)}
  </div>
);
