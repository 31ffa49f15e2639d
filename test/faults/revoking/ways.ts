import { addDays, dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { demoSecret } from "#db/demo/keys.ts";
import { cookieWith, sessionOf } from "../../session.ts";
import { guestOf, membershipId, password, passwordHash, type Sitter, spoken, subjectOf } from "./crowd.ts";
import type { Seat } from "./seat.ts";

/** Posts a form as a browser without scripts would. */
export type Post = (cookie: string, path: string, fields?: Record<string, string | string[]>) => Promise<void>;

/** Those who revoke, and sit nowhere. */
export interface Officers {
  post: Post;
  db: Db;
  chair: string;
  administrator: string;
}

/** A way in which somebody loses what they had. */
export interface Way {
  name: string;
  /** Whose; nobody's in particular when not given. */
  of: Sitter["as"][];
  /** The news that says so; `by` says that it is found by who did it, otherwise by what it is about. */
  what: string;
  by?: true;
  loses: "all" | "item";
  revoke: (officers: Officers, seat: Seat) => Promise<void>;
  /** Gives it back, as if later. */
  again: (db: Db, sitter: Sitter) => Promise<unknown>;
}

const yesterday = (): string => addDays(dayOf(new Date()), -1).replace(/^(\d+)-(\d+)-(\d+)$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);
const anybody: Sitter["as"][] = ["member", "deputy", "guest"];
const elsewhere = async (db: Db, { id }: Sitter): Promise<string> => cookieWith(await sessionOf(db, id));
const sittingAgain = (db: Db, { id }: Sitter) => db.updateTable("membership").set({ to_on: null }).where("id", "=", membershipId(id)).execute();
const passwordAgain = async (db: Db, { id }: Sitter) => {
  await db.updateTable("person").set({ password_hash: await passwordHash, must_change_password: 0 }).where("id", "=", id).execute();
};
const noConflict = (db: Db, { id }: Sitter) => db.updateTable("conflict").set({ ended_at: new Date().toISOString(), ended_by_id: "amira" }).where("person_id", "=", id).where("ended_at", "is", null).execute();
const invitedAgain = async (db: Db, { id, as }: Sitter) => {
  await db.updateTable("guest").set({ ended_at: null, ended_by_id: null }).where("id", "=", guestOf(id)).execute();
  if (as === "guest") await letIn(db, id);
};
let stays = 0;
const letIn = (db: Db, id: string) => db.insertInto("guest_stay").values({ id: `stay-again-${++stays}`, guest_id: guestOf(id), from_at: new Date().toISOString(), from_by_id: "ruth" }).execute();

/** Every way there is, each through the front. */
export const ways: Way[] = [
  { name: "membership ended", of: ["member"], what: "membership ended", loses: "all", revoke: ({ post, administrator }, { sitter }) => post(administrator, `/admin/memberships/${membershipId(sitter.id)}/ending`, { lastDay: yesterday() }), again: sittingAgain },
  {
    name: "person left", of: anybody, what: "person ended", loses: "all", revoke: ({ post, administrator }, { sitter }) => post(administrator, `/admin/people/${sitter.id}/leaving`),
    again: async (db, sitter) => {
      await db.updateTable("person").set({ ended_at: null }).where("id", "=", sitter.id).execute();
      await sittingAgain(db, sitter);
      if (sitter.as !== "member") await invitedAgain(db, { ...sitter, as: "deputy" });
    },
  },
  { name: "signed out", of: anybody, what: "signed out", by: true, loses: "all", revoke: ({ post }, { cookie }) => post(cookie, "/sign-out"), again: async () => undefined },
  {
    name: "session ended from elsewhere", of: anybody, what: "session ended", by: true, loses: "all",
    revoke: async ({ post, db }, { sitter }) => {
      // Before the post: whoever sits down meanwhile is signed in under a session of their own, which ends too.
      const other = await elsewhere(db, sitter);
      await post(other, "/account/sessions");
    },
    again: async () => undefined,
  },
  { name: "password changed elsewhere", of: anybody, what: "password changed", by: true, loses: "all", revoke: async ({ post, db }, { sitter }) => post(await elsewhere(db, sitter), "/account", { oldPassword: password, password: "slate harbour window tangerine", passwordAgain: "slate harbour window tangerine" }), again: passwordAgain },
  { name: "password set by the administrator", of: anybody, what: "password set", loses: "all", revoke: ({ post, administrator }, { sitter }) => post(administrator, `/admin/people/${sitter.id}/password`, { beginning: "password" }), again: passwordAgain },
  {
    name: "second factor taken away", of: anybody, what: "second factor reset", loses: "all", revoke: ({ post, administrator }, { sitter }) => post(administrator, `/admin/people/${sitter.id}/second-factor`),
    again: (db, { id }) => db.insertInto("totp").values({ person_id: id, secret: demoSecret, made_at: new Date().toISOString(), confirmed_at: new Date().toISOString() }).execute(),
  },
  { name: "locked by hand", of: anybody, what: "session locked", by: true, loses: "all", revoke: ({ post }, { cookie }) => post(cookie, "/lock", { to: "/home" }), again: async () => undefined },
  { name: "conflict declared by themselves", of: ["member"], what: "conflict declared", loses: "item", revoke: ({ post }, { cookie, sitter }) => post(cookie, `/subjects/${subjectOf[sitter.item]}/conflicts/new`, { reason: "Knows the family" }), again: noConflict },
  { name: "conflict declared by the chair", of: ["member"], what: "conflict declared", loses: "item", revoke: ({ post, chair }, { sitter }) => post(chair, `/subjects/${subjectOf[sitter.item]}/conflicts/new`, { personId: sitter.id, reason: "Knows the family" }), again: noConflict },
  { name: "guest shown out", of: ["guest"], what: "guest shown out", loses: "item", revoke: ({ post, chair }, { sitter }) => post(chair, `/guests/${guestOf(sitter.id)}/showing-out`), again: (db, { id }) => letIn(db, id) },
  { name: "invitation taken back", of: ["guest"], what: "guest ended", loses: "all", revoke: ({ post, chair }, { sitter }) => post(chair, `/guests/${guestOf(sitter.id)}/ending`), again: invitedAgain },
  { name: "deputy taken back", of: ["deputy"], what: "guest ended", loses: "all", revoke: ({ post, chair }, { sitter }) => post(chair, `/guests/${guestOf(sitter.id)}/ending`), again: invitedAgain },
];

/** Who stays when the item that is spoken about goes into closed session. */
export const staying = "police";
export const closing: Pick<Way, "name" | "what"> & { revoke: (officers: Officers) => Promise<void>; again: (officers: Officers) => Promise<void> } = {
  name: "closed session", what: "session closed",
  revoke: ({ post, chair }) => post(chair, `/items/${spoken}/closed-session`, { "agencyIds[]": [staying], minuterId: "amira" }),
  again: ({ post, chair }) => post(chair, `/items/${spoken}/closed-session/ending`),
};

/** Written by another process into the same database: nothing is told, and somebody must notice. */
export const fromOutside: Way[] = [
  { name: "membership ended by another process", of: ["member"], what: "", loses: "all", revoke: ({ db }, { sitter }) => endSitting(db, sitter), again: sittingAgain },
  { name: "session ended by another process", of: anybody, what: "", loses: "all", revoke: async ({ db }, { sitter }) => void (await db.updateTable("session").set({ ended_at: new Date().toISOString() }).where("person_id", "=", sitter.id).where("ended_at", "is", null).execute()), again: async () => undefined },
];
const endSitting = async (db: Db, { id }: Sitter): Promise<void> => void (await db.updateTable("membership").set({ to_on: addDays(dayOf(new Date()), -1) }).where("id", "=", membershipId(id)).execute());
