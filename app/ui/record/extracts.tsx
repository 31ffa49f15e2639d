import { shortDay } from "../../models/core/days.ts";
import { filingInWords } from "../../models/meetings/filing.ts";
import type { SubjectRecord } from "../../models/subjects/record.server.ts";
import { Tag } from "../page.tsx";
import { Section } from "./section.tsx";
import { Way } from "./way.tsx";

/** What panels wrote to this record from their minutes, the newest version of each, and where agencies keep it in their own systems. */
export function Extracts({ record }: { record: SubjectRecord }) {
  const { extracts } = record;
  return (
    <Section id="extracts" title="Extracts of minutes" count={extracts.length}>
      {extracts.length === 0 && <p className="recordpart__empty">None yet. Each meeting that discusses this subject writes one when it ends.</p>}
      <ul className="govuk-list rows">
        {extracts.map((one) => (
          <li key={one.id} className="rows__one">
            <span>
              <Way to={`/extracts/${one.id}`}>{one.panel} {one.meeting}, {shortDay(one.onDay)}</Way> <Tag colour={one.state === "agreed" ? "green" : "yellow"}>{one.state === "agreed" ? "Agreed" : "Draft"}</Tag>
              {one.filings.length === 0 && <span className="rows__note">Filed by no agency yet</span>}
              {one.filings.map((filing) => <span className="rows__note" key={filing.agency}>{filingInWords(filing.agency, filing)}</span>)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
