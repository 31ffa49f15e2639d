import { type Planned as Plan, duration } from "../models/meetings/meeting.ts";
import { type Fit, fitInWords } from "../models/meetings/timetable.ts";
import { Notice } from "./page.tsx";

/** Planned time against the meeting's length, with a plain warning when it will not fit. */
export const Planned = ({ planned, fit }: { planned: Plan; fit?: Fit | null }) => (
  <>
    <p className="planned">
      <strong>{duration(planned.planned)}</strong> planned of <strong>{duration(planned.long)}</strong>
      <progress className={planned.over ? "planned__bar planned__bar--over" : "planned__bar"} max={Math.max(planned.long, 1)} value={Math.min(planned.planned, planned.long)} aria-label="Planned time of the meeting's length" />
    </p>
    {planned.over > 0 && (
      <Notice kind="warning" title={`This will not fit: ${duration(planned.over)} too long`}>
        {fit?.steps.length ? (
          <>
            <p>What would make it fit, the least painful first:</p>
            <ul className="fit">{fit.steps.map((step) => <li key={step.id}><a className="govuk-link" href={`#item-${step.id}`}>{step.words}</a> <span className="fit__gives">{duration(step.gives)}</span></li>)}</ul>
            <p>{fitInWords(fit)}</p>
          </>
        ) : "Give items fewer minutes, defer some, or make the meeting longer. What stands last may not be reached."}
      </Notice>
    )}
  </>
);
