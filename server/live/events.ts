import { z } from "zod";

// Every message that a page may send, with who is answered. Nothing else is heard: a handler without a row here does not compile.

const id = z.string().min(1).max(64);
const instance = z.string().regex(/^[0-9a-f]{32}$/);
const bytes = (most: number) => z.instanceof(Uint8Array).refine((b) => b.length <= most);

const shapes = {
  "minutes:open": z.strictObject({ documentId: id, instance, stateVector: bytes(64 * 1024), epoch: z.int().min(0).nullable() }),
  "minutes:cursor": z.strictObject({ documentId: id, anchor: bytes(256).nullable(), head: bytes(256).nullable() }),
  "minutes:close": z.strictObject({ documentId: id, instance }),
  "meeting:join": z.strictObject({ meetingId: id, itemId: id.nullable() }),
  "room:watch": z.strictObject({ meetingId: id }),
  "visit:join": z.strictObject({ meetingId: id }),
  active: z.strictObject({}),
  "meeting:leave": z.strictObject({ meetingId: id }),
};

export type EventName = keyof typeof shapes;
export type Message<E extends EventName> = z.infer<(typeof shapes)[E]>;
export const shapeOf = <E extends EventName>(name: E) => shapes[name] as unknown as z.ZodType<Message<E>>;

export interface EventRule {
  name: EventName;
  /** Who is answered; everybody else is refused as *revoked*, whether the thing exists or not. */
  who: string;
  /** A well-formed message about these, for the tests that try every event as an outsider. */
  sample: (of: { documentId: string; meetingId: string; itemId: string }) => Record<string, unknown>;
  /** True when an outsider's message has nothing to refuse: it only ends what the sender itself had begun. */
  harmless?: true;
}

/** The whole of what the live side hears, and its rules; and the event `p`: a change under a grant that `minutes:open` gave to this same connection. */
export const events: EventRule[] = [
  { name: "minutes:open", who: "whoever may open that document (mayOpenMinutes) while it may be written; after that whoever was here before, to hand in. Also asked along with a connection", sample: ({ documentId }) => ({ documentId, instance: "0".repeat(32), stateVector: new Uint8Array([0]), epoch: null }) },
  { name: "minutes:cursor", who: "whoever has the document open", sample: ({ documentId }) => ({ documentId, anchor: null, head: null }) },
  { name: "minutes:close", who: "anybody: ends the sender's own part", sample: ({ documentId }) => ({ documentId, instance: "0".repeat(32) }), harmless: true },
  { name: "meeting:join", who: "whoever reaches the meeting", sample: ({ meetingId, itemId }) => ({ meetingId, itemId }) },
  { name: "room:watch", who: "whoever reaches the meeting: hears the bell when somebody comes or goes, for the wall's view and the shared screen", sample: ({ meetingId }) => ({ meetingId }) },
  { name: "visit:join", who: "whoever is invited to an item of the meeting, and agreed to the confidentiality statement: told to the others who are there, and nothing told back", sample: ({ meetingId }) => ({ meetingId }) },
  { name: "active", who: "whoever is signed in: their session was used", sample: () => ({}), harmless: true },
  { name: "meeting:leave", who: "anybody: ends the sender's own part", sample: ({ meetingId }) => ({ meetingId }), harmless: true },
];
