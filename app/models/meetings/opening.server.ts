import * as Y from "yjs";
import { asked, type Db } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { type Writable, writableDocument } from "./document.server.ts";
import type { Asked, RefusalCode } from "./document.ts";
import { copyOf, issueClient, partsOf } from "./log.server.ts";

/** A page that wants to write, and whose session it is. */
export interface Opening extends Asked {
  token: string;
}

/** What a page needs to write. `renewed`: what it has is no longer the document, and it begins again with nothing. */
export interface Opened {
  grant: number;
  channel: number;
  client: number;
  /** Under which they were let in (people/standing.server.ts): not for the page. */
  standing: number;
  epoch: number;
  /** False for who only reads. */
  mayWrite: boolean;
  renewed: boolean;
  parts: Uint8Array[];
  seq: number;
  at: string | null;
  authors: [client: number, personId: string][];
  people: Record<string, { name: string; agency: string }>;
  you: { personId: string; name: string; agency: string };
}

/** Why a page may not write; with a grant when what it still holds may be handed in (and is kept as late). */
export interface NotOpened {
  code: RefusalCode;
  grant?: number;
  channel?: number;
}

/** Who is let in to write: the document, the client id that is theirs here, and how many of their changes the log has. */
interface Admitted {
  document: Writable;
  client: number;
  lastSeq: number;
}

const issuedTo = asked((db, { documentId, instance }: { documentId: string; instance: string }) => db.selectFrom("document_client").select(["client", "person_id"]).where("document_id", "=", documentId).where("instance", "=", instance));

/** Lets the editor instance in, under the client id that it had before or a new one; or says why not. One that was here before is let in also when writing is over, to hand in. Inside a commit. */
export async function admit(ask: Ask, { documentId, instance }: Opening): Promise<Admitted | NotOpened> {
  const document = await writableDocument(ask, documentId);
  if (!document) return { code: "revoked" };
  if (document.closed === "quarantined") return { code: "quarantined" };
  const [issued] = await issuedTo(ask.db, { documentId, instance });
  if (issued && issued.person_id !== ask.who.id) return { code: "invalid" };
  // What is over is opened to those alone who may still have something to hand in.
  if (document.closed && !issued) return { code: document.closed };
  if (!issued) return { document, client: await issueClient(ask, documentId, instance), lastSeq: 0 };
  await ask.db.updateTable("document_client").set({ left_at: null }).where("document_id", "=", documentId).where("client", "=", issued.client).execute();
  const last = await ask.db.selectFrom("document_update").select((eb) => eb.fn.max("instance_seq").as("n")).where("document_id", "=", documentId).where("instance", "=", instance).executeTakeFirst();
  return { document, client: issued.client, lastSeq: last?.n ?? 0 };
}

/** What the page lacks; everything, when it has nothing, or something of which a passage was withdrawn since. Throws Unreadable. */
export async function contentFor(ask: Ask, { documentId, stateVector, epoch }: Opening) {
  const renewed = epoch !== null && (await ask.db.selectFrom("withdrawal").select("id").where("document_id", "=", documentId).where("epoch", ">", epoch).limit(1).executeTakeFirst()) !== undefined;
  if (renewed || stateVector.length <= 1) return { renewed, ...(await partsOf(ask.db, documentId)) };
  const copy = await copyOf(ask.db, documentId);
  return { renewed, parts: [Y.encodeStateAsUpdate(copy.doc, stateVector)], seq: copy.seq, at: copy.at };
}

/** Whom each client id was issued to. */
export const authorsAt = (db: Db, documentId: string) =>
  db.selectFrom("document_client as c").innerJoin("person", "person.id", "c.person_id").innerJoin("agency", "agency.id", "c.agency_id")
    .select(["c.client", "c.person_id as personId", "person.name", "agency.name as agency"]).where("c.document_id", "=", documentId);

const hereOrWrote = asked((db, { documentId }: { documentId: string }) =>
  authorsAt(db, documentId).where((eb) => eb.or([eb("c.left_at", "is", null), eb.exists(eb.selectFrom("document_update as u").select("u.seq").whereRef("u.document_id", "=", "c.document_id").whereRef("u.instance", "=", "c.instance"))])));

/** Whose each client id is that wrote here or is here, and who these people are. */
export async function authorsOf(ask: Ask, documentId: string): Promise<Pick<Opened, "authors" | "people">> {
  const rows = await hereOrWrote(ask.db, { documentId });
  return { authors: rows.map((row) => [row.client, row.personId]), people: Object.fromEntries(rows.map(({ personId, name, agency }) => [personId, { name, agency }])) };
}

export function isStateVector(bytes: Uint8Array): boolean {
  try {
    Y.decodeStateVector(bytes);
    return true;
  } catch {
    return false;
  }
}
