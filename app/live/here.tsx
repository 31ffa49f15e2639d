import type { Person } from "./room.ts";

/** Who has the meeting's page open now, and who looks at another item than the meeting is at. */
export function Here({ people, currentId, numbers }: { people: Person[]; currentId: string | null; numbers: Record<string, string> }) {
  if (!people.length) return null;
  const place = ({ itemId }: Person): string | null => (itemId && itemId !== currentId ? (numbers[itemId] ?? null) : null);
  const elsewhere = people.filter(place).length;
  return (
    <details className="here">
      <summary className="here__summary">
        Here: {people.length} {people.length === 1 ? "person" : "people"}{elsewhere > 0 && <span className="here__elsewhere">, {elsewhere} at another item</span>}
      </summary>
      <ul className="here__list">
        {people.map((person) => (
          <li key={person.id}>
            {person.name} <span className="here__agency">{person.agency}{person.capacity && `, ${person.capacity}`}{place(person) && `, at ${place(person)}`}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
