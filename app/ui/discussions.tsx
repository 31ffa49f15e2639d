import { Link } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import type { Discussion } from "../models/meetings/discussions.server.ts";
import { RiskTag } from "./subject-card.tsx";

/** The last discussions of a subject in this panel: when, how it ended, at which level, and the first words that were agreed. */
export const Discussions = ({ discussions }: { discussions: Discussion[] }) => (
  <section className="card subjectcard discussions" aria-labelledby="discussions-head">
    <h2 className="govuk-heading-s" id="discussions-head">Discussed before</h2>
    {discussions.length === 0 ? <p className="subjectcard__line">Not yet in this panel</p> : (
      <ol className="discussions__list">
        {discussions.map((one) => (
          <li key={one.itemId}>
            <p className="discussions__head">
              <Link className="govuk-link" to={`/meetings/${one.meetingId}/minutes#item-${one.itemId}`}>{shortDay(one.onDay)}<span className="govuk-visually-hidden">, minutes of meeting {one.number}</span></Link>
              {one.level && one.rank !== null && <RiskTag level={one.level} rank={one.rank} />}
            </p>
            <p className="discussions__outcome">{one.outcome}</p>
            {one.words ? <p className="discussions__words">{one.words}</p> : <p className="subjectcard__note">{one.words === null ? "Its minutes are not agreed yet" : "Nothing was written"}</p>}
          </li>
        ))}
      </ol>
    )}
  </section>
);
