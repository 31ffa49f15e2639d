import { type Author, colourOf, initialsOf } from "../models/meetings/authors.ts";

interface Authored {
  /** The author's place among `people`. */
  author: number;
  text: string;
}

/** A text by who wrote what: each run begins with its author's initials, and is underlined in their colour and manner. */
export const AuthoredText = ({ runs, people }: { runs: Authored[]; people: Author[] }) => (
  <div className="authored">
    {runs.map(({ author, text }, i) => {
      const person = people[author]!;
      return (
        <span key={i} className={`by by--${colourOf(person.personId)}`} title={`${person.name}, ${person.agency}`}>
          <span className="by__who" aria-hidden="true">{initialsOf(person.name)}</span>
          <span className="govuk-visually-hidden">{person.name}: </span>
          {text}
        </span>
      );
    })}
  </div>
);

/** Whose the colours and initials are. */
export const Legend = ({ people }: { people: Author[] }) => (
  <ul className="legend" aria-label="Who wrote here">
    {people.map((person) => (
      <li key={person.personId} className="legend__one">
        <span className={`by__who by--${colourOf(person.personId)}`} aria-hidden="true">{initialsOf(person.name)}</span> {person.name} <span className="legend__agency">{person.agency}</span>
      </li>
    ))}
  </ul>
);
