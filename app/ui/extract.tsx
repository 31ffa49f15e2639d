import type { Block } from "../models/meetings/markdown.ts";
import { MinutesText } from "./markdown.tsx";

const kinds = { action: "Action", risk: "Risk", sharing: "Sharing" };

interface Shown {
  blocks: Block[];
  outcome: [string, string][];
  entries: { kind: keyof typeof kinds; id: string; ref: string | null; title: string; facts: [string, string][] }[];
}

/** An item's minutes, entries and outcome, for reading and on paper. */
export function ExtractShown({ extract }: { extract: Shown }) {
  return (
    <div className="extract">
      <Minutes blocks={extract.blocks} />
      {extract.entries.length > 0 && (
        <ul className="extract__entries">
          {extract.entries.map((entry) => (
            <li key={entry.id}>
              <strong>{kinds[entry.kind]}{entry.ref && ` ${entry.ref}`}:</strong> {entry.title.replace(/^Risk: /, "")}
              <span className="extract__facts">{entry.facts.map(([name, value]) => `${name}: ${value}`).join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
      {extract.outcome.length > 0 && <p className="extract__outcome">{extract.outcome.map(([name, value]) => <span key={name}>{name && <strong>{name}: </strong>}{value} </span>)}</p>}
    </div>
  );
}

const Minutes = ({ blocks }: { blocks: Block[] }) => (blocks.length ? <MinutesText blocks={blocks} /> : <p className="extract__none">No minutes were written for this item.</p>);
