const kinds = { action: "Action", risk: "Risk", sharing: "Sharing" };

interface Shown {
  html: string;
  outcome: [string, string][];
  entries: { kind: keyof typeof kinds; id: string; ref: string | null; title: string; facts: [string, string][] }[];
}

/** An item's minutes, entries and outcome, for reading and on paper. `html` is minutes that were made safe on the server. */
export function ExtractShown({ extract }: { extract: Shown }) {
  return (
    <div className="extract">
      <Minutes html={extract.html} />
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

const Minutes = ({ html }: { html: string }) =>
  // biome-ignore lint/security/noDangerouslySetInnerHtml: rendered from Markdown without raw HTML, then sanitised, on the server
  html ? <div className="minutes__text" dangerouslySetInnerHTML={{ __html: html }} /> : <p className="extract__none">No minutes were written for this item.</p>;
