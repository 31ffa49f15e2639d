import { useEffect, useState } from "react";
import { socket } from "./bell.ts";

interface Person {
  id: string;
  name: string;
  agency: string;
  itemId: string | null;
  /** For somebody invited to an item. */
  capacity?: string;
}

/** Who has the meeting's page open now, and whether they look at another item. */
export function Here({ meetingId, itemId, numbers }: { meetingId: string; itemId: string | null; numbers: Record<string, string> }) {
  const [people, setPeople] = useState<Person[]>([]);
  useEffect(() => {
    let over = false;
    let end = () => {};
    socket().then((s) => {
      if (over) return;
      const join = () => s.emit("meeting:join", { meetingId, itemId });
      const heard = (m: { meetingId: string; people: Person[] }) => m.meetingId === meetingId && setPeople(m.people);
      const gone = () => setPeople([]);
      s.on("connect", join);
      s.on("disconnect", gone);
      s.on("meeting:here", heard);
      if (s.connected) join();
      end = () => {
        s.off("connect", join);
        s.off("disconnect", gone);
        s.off("meeting:here", heard);
      };
    });
    return () => {
      over = true;
      end();
    };
  }, [meetingId, itemId]);
  useEffect(
    () => () => {
      void socket().then((s) => s.connected && s.emit("meeting:leave", { meetingId }));
    },
    [meetingId],
  );
  if (!people.length) return null;
  return (
    <details className="here">
      <summary className="here__summary">
        Here: {people.length} {people.length === 1 ? "person" : "people"}
      </summary>
      <ul className="here__list">
        {people.map((person) => (
          <li key={person.id}>
            {person.name} <span className="here__agency">{person.agency}{person.capacity && `, ${person.capacity}`}{person.itemId && person.itemId !== itemId && numbers[person.itemId] ? `, at ${numbers[person.itemId]}` : ""}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
