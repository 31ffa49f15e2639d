import { type EntryKind, entryName } from "../models/followup/entry.ts";
import type { LiveReferences } from "../models/followup/live-reference.ts";
import type { Block } from "../models/meetings/markdown.ts";
import type { PaperReturn } from "../models/meetings/return.ts";
import type { Matter } from "../models/meetings/matters.ts";
import type { ItemRoom } from "../models/meetings/room.ts";
import { MinutesText } from "./markdown.tsx";
import { ReturnsOnPaper } from "./returns.tsx";
import { MattersInMinutes } from "./matters.tsx";
import { RoomInMinutes } from "./room.tsx";

interface Shown {
  blocks: Block[];
  outcome: [string, string][];
  entries: { kind: EntryKind; id: string; ref: string | null; title: string; facts: [string, string][] }[];
  returns?: PaperReturn[];
  room?: ItemRoom | undefined;
  matters?: Matter[] | undefined;
}

/** An item's minutes, entries and outcome, for reading and on paper; on paper references stand alone. */
export function ExtractShown({ extract, references }: { extract: Shown; references?: LiveReferences }) {
  return (
    <div className="extract">
      {extract.returns && extract.returns.length > 0 && <ReturnsOnPaper returns={extract.returns} />}
      <RoomInMinutes room={extract.room} />
      <Minutes blocks={extract.blocks} references={references} />
      <MattersInMinutes matters={extract.matters} />
      {extract.entries.length > 0 && (
        <ul className="extract__entries">
          {extract.entries.map((entry) => (
            <li key={entry.id}>
              <strong>{entryName(entry.kind)}{entry.ref && ` ${entry.ref}`}:</strong> {entry.title.replace(/^Risk: /, "")}
              <span className="extract__facts">{entry.facts.map(([name, value]) => `${name}: ${value}`).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
      {extract.outcome.length > 0 && <p className="extract__outcome">{extract.outcome.map(([name, value]) => <span key={name}>{name && <strong>{name}: </strong>}{value} </span>)}</p>}
    </div>
  );
}

const Minutes = ({ blocks, references }: { blocks: Block[]; references?: LiveReferences }) => (blocks.length ? <MinutesText blocks={blocks} references={references} /> : <p className="extract__none">No minutes were written for this item.</p>);
