import { Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Live } from "../models/meetings/live.server.ts";

const marks = { done: "✓", current: "▶", "to come": "" } as const;
const words = { done: "done", current: "the current item", "to come": "to come" } as const;

/** The agenda with its progress: leads to any item, and by the current one back to following the chair. */
export function Rail({ live: { meeting: { id: meetingId, currentItemId: currentId }, steps, spent, shares }, shownId }: { live: Pick<Live, "steps" | "spent" | "shares"> & { meeting: { id: string; currentItemId: string | null } }; shownId: string | null }) {
  // In the order of the meeting: any other business comes last, though it stands in the same section as the welcome.
  const runs: { section: string; steps: Live["steps"] }[] = [];
  for (const step of steps) {
    const last = runs[runs.length - 1];
    if (last?.section === step.section) last.steps.push(step);
    else runs.push({ section: step.section, steps: [step] });
  }
  const list = useRef<HTMLElement>(null);
  // Scrolls the rail alone, never the page under somebody's hands.
  useEffect(() => {
    const here = shownId ? list.current?.querySelector<HTMLElement>("[aria-current]") : null;
    if (here && list.current) list.current.scrollTop = here.offsetTop - list.current.clientHeight / 2;
  }, [shownId]);
  return (
    <nav className="rail" id="agenda" aria-label="Agenda" ref={list}>
      {runs.map(({ section, steps }) => (
        <div key={steps[0]!.id} className="rail__section">
          <h2 className="rail__heading">{section}</h2>
          <ol className="rail__list">
            {steps.map((step) => (
              <li key={step.id}>
                <Link
                  className={`rail__link rail__link--${step.progress.replace(" ", "-")}${step.id === shownId ? " rail__link--here" : ""}`} aria-current={step.id === shownId ? "page" : undefined}
                  to={step.id === currentId ? `/meetings/${meetingId}/live` : `/meetings/${meetingId}/live?item=${step.id}`} preventScrollReset prefetch="none"
                >
                  <span className="rail__mark" aria-hidden="true">{marks[step.progress]}</span>
                  <span className="rail__number">{step.number}</span>
                  <span className="rail__title">
                    {step.title}
                    {step.outcome && <span className="rail__outcome">{step.outcome}</span>}
                    <Minutes minutes={step.minutes} spent={spent[step.id]} share={shares[step.id]} />
                  </span>
                  <span className="govuk-visually-hidden"> ({words[step.progress]})</span>
                </Link>
              </li>
            ))}
          </ol>
        </div>
      ))}
    </nav>
  );
}

/** How many minutes it took of those planned; of what is to come how many there are, and how many are left for it when time is short. */
const Minutes = ({ minutes, spent, share }: { minutes: number; spent: number | undefined; share: number | undefined }) =>
  spent !== undefined ? <span className={spent > minutes ? "rail__minutes rail__minutes--over" : "rail__minutes"}>{spent} of {minutes} min</span>
  : share !== undefined && share < minutes ? <span className="rail__minutes">{minutes} min planned, {share} left</span>
  : <span className="rail__minutes">{minutes} min</span>;
