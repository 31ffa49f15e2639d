import { shortDay } from "../../models/core/days.ts";
import type { SubjectRecord } from "../../models/subjects/record.server.ts";
import { Files } from "../files.tsx";
import { MarkerList } from "../markers.tsx";
import { Notes } from "../notes.tsx";
import { ReturnsOfRecord } from "../returns.tsx";
import { Markers } from "../subject-card.tsx";
import { CareEpisodes, MissingEpisodes } from "./child-sections.tsx";
import { Section } from "./section.tsx";
import { Extracts } from "./extracts.tsx";
import { DatedFacts, Details, Links, Measures, RiskHistory } from "./sections.tsx";
import { Cases, LastDecisions, OpenActions, TimelineList } from "./side.tsx";
import { useAlone } from "./way.tsx";

/** How old the subject is, and what must not be overlooked. */
export const RecordLine = ({ record: { kind, card } }: { record: SubjectRecord }) => (
  <>
    {kind !== "location" && (
      <p className="recordtop__line">
        {card.age ? `Aged ${card.age}` : <span className="not-known">Age not known</span>}
        {card.bornOn && `, born ${shortDay(card.bornOn)}`}
        {card.eighteen && `, ${card.eighteen}`}
      </p>
    )}
    <Markers card={card} risks />
  </>
);

/** All parts of a record. `live`: today's, not a past day's. `now` is the instant of the page. `returns`: what agencies told meetings, where that is shown. */
export function RecordParts({ record, live, now, returns = [] }: { record: SubjectRecord; live: boolean; now: string; returns?: Parameters<typeof ReturnsOfRecord>[0]["about"] }) {
  const { id, kind, may } = record;
  const alone = useAlone();
  return (
    <div className="columns">
      <div>
        <DatedFacts record={record} live={live} />
        <RiskHistory record={record} live={live} />
        {kind === "child" && <MissingEpisodes record={record} live={live} now={now} />}
        <Section id="notes" title="Notes of agencies" count={record.notes.length} act={live && may.writeNote && { to: `/subjects/${id}/notes/new`, text: "Write a note" }}><Notes notes={record.notes} /></Section>
        {returns.length > 0 && <Section id="returns" title="Returns of agencies to meetings"><ReturnsOfRecord about={returns} /></Section>}
        {live && <Section id="files" title="Files" count={record.files.length} act={may.writeNote && { to: `/subjects/${id}/files/new`, text: "Add a file" }}><Files files={record.files} /></Section>}
        <Links record={record} live={live} />
        <Measures record={record} live={live} />
        {record.markers.length > 0 && <Section id="markers" title="Markers" count={record.markers.length}><MarkerList markers={live && !alone ? record.markers : record.markers.map((one) => ({ ...one, mayAnswer: false }))} back={`/subjects/${id}#markers`} /></Section>}
        {kind === "child" && <CareEpisodes record={record} live={live} />}
        <Details record={record} live={live} />
      </div>
      <div>
        <Cases record={record} live={live} />
        <OpenActions record={record} />
        <LastDecisions record={record} />
        <Extracts record={record} />
        <Section id="timeline" title="Timeline" act={!alone && { to: `/subjects/${id}/timeline`, text: `All ${record.timeline.total}` }}>
          <TimelineList entries={record.timeline.entries} />
        </Section>
      </div>
    </div>
  );
}
