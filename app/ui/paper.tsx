import type { ReactNode } from "react";
import type { Inline } from "../models/meetings/markdown.ts";
import { madeFor, marking, type PaperDocument, type Part, type PaperFormat } from "../models/meetings/paper-document.ts";
import { Words } from "./markdown.tsx";

// A paper as a page, to read and to print. On paper the marking, the reader and the time stand at the top and the foot of every sheet.

/** A paper drawn whole, with the ways to take it away as a file. */
export function PaperShown({ paper, files }: { paper: PaperDocument; files?: string }) {
  return (
    <article className="sheet">
      <div className="sheet__every sheet__every--top" aria-hidden="true"><strong>{marking}</strong><span>{paper.title}{paper.draft && ", DRAFT"}</span></div>
      <div className="sheet__body">
        <header className="sheet__top">
          <h1 className="govuk-heading-l">{paper.title}</h1>
          <p className="lead">{paper.lead}</p>
          {paper.state && <p className={paper.draft ? "paper__state paper__state--draft" : "paper__state"}>{paper.draft && <strong>DRAFT. </strong>}{paper.state}</p>}
          <p className="govuk-body-s">{madeFor(paper)}. Copies are not passed on without the agreement of the agencies concerned.</p>
          {files && <PaperFiles to={files} />}
        </header>
        <Parts parts={paper.parts} />
      </div>
      <div className="sheet__every sheet__every--foot" aria-hidden="true"><span>{madeFor(paper)}</span><strong>{marking}</strong></div>
    </article>
  );
}

const formats: [PaperFormat, string][] = [["pdf", "PDF"], ["docx", "Word"]];
/** A paper's files. Whoever takes one away is noted. No `download`: a browser would keep the page that asks who it is under the file's name. */
export const PaperFiles = ({ to, of = "" }: { to: string; of?: string }) => (
  <p className="paperfiles noprint">
    {formats.map(([format, name]) => (
      <a key={format} className="govuk-link" href={`${to}/${format}`}>{name}<span className="govuk-visually-hidden">{of && ` of ${of}`}</span></a>
    ))}
  </p>
);

const Parts = ({ parts }: { parts: readonly Part[] }): ReactNode => parts.map((part, i) => <One key={i} part={part} />);
const headingClass = { 2: "govuk-heading-m paper__section", 3: "govuk-heading-s", 4: "sheet__h4", 5: "sheet__h4", 6: "sheet__h4" } as const;
const line = (c: readonly Inline[]) => <Words of={c} />;

function One({ part }: { part: Part }): ReactNode {
  switch (part.t) {
    case "heading": {
      const H = `h${part.level}` as const;
      return <H className={headingClass[part.level]}>{part.text}</H>;
    }
    case "text": return <p className={part.small ? "govuk-body-s sheet__small" : "govuk-body"}>{line(part.c)}</p>;
    case "code": return <pre className="sheet__code"><code>{line(part.c)}</code></pre>;
    case "note": return <div className="sheet__note">{part.title && <p className="govuk-body"><strong>{part.title}</strong></p>}<Parts parts={part.parts} /></div>;
    case "list": {
      const items = part.items.map((item, i) => <li key={i}>{item.length === 1 && item[0]!.t === "text" ? line(item[0]!.c) : <Parts parts={item} />}</li>);
      return part.ordered ? <ol className="govuk-list govuk-list--number" start={part.start}>{items}</ol> : <ul className="govuk-list govuk-list--bullet">{items}</ul>;
    }
    case "table":
      return (
        <section className="tablewrap" tabIndex={0} aria-label={part.caption || "Table"}>
          <table className="govuk-table">
            {part.caption && <caption className="govuk-table__caption govuk-visually-hidden">{part.caption}</caption>}
            <thead className="govuk-table__head"><tr className="govuk-table__row">{part.heads.map((cell, i) => <th key={i} scope="col" className="govuk-table__header">{line(cell)}</th>)}</tr></thead>
            <tbody className="govuk-table__body">{part.rows.map((row, n) => <tr key={n} className="govuk-table__row">{row.map((cell, i) => <td key={i} className="govuk-table__cell">{line(cell)}</td>)}</tr>)}</tbody>
          </table>
        </section>
      );
  }
}
