import { createHash } from "node:crypto";
import { administering } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { NotAZip, readZip, type ZipPart } from "../core/zip.server.ts";
import type { GivenFile } from "../subjects/file.server.ts";
import { whyNotTemplate } from "./paper-template.ts";

const limits = { parts: 300, bytes: 20_000_000 };
const isXml = (name: string): boolean => /\.(xml|rels)$/i.test(name) || name === "[Content_Types].xml";

/** The parts of a template's file. Throws NotAgreed, beside `file`, when it cannot be one. */
export function templateParts(bytes: Buffer): ZipPart[] {
  let parts: ZipPart[];
  try {
    parts = readZip(bytes, limits);
  } catch (error) {
    if (error instanceof NotAZip) throw new NotAgreed("This is no Word file (.docx), or it is damaged", "file");
    throw error;
  }
  const why = whyNotTemplate(parts.map(({ name, bytes }) => ({ name, text: isXml(name) ? bytes.toString("utf8") : "" })));
  if (why) throw new NotAgreed(why, "file");
  return parts;
}

/** Sets a panel's Word template; the one before it is kept as it was. Administrators. Throws NotFound, NotAgreed beside `file`. */
export const setTemplate = (ask: Ask, panelId: string, given: Pick<GivenFile, "bytes" | "tooLarge"> | null): Promise<void> => {
  administering(ask.who);
  if (!given) throw new NotAgreed("Choose a file", "file");
  if (given.tooLarge) throw new NotAgreed("The file is larger than 5 MB", "file");
  const { bytes } = given;
  templateParts(bytes);
  return commit(ask, async (ask, happened) => {
    const panel = found(await ask.db.selectFrom("panel").select("id").where("id", "=", panelId).executeTakeFirst());
    await endTemplates(ask, panel.id);
    const id = newId();
    await ask.db.insertInto("paper_template").values({ id, panel_id: panel.id, bytes, size: bytes.length, hash: createHash("sha256").update(bytes).digest("hex"), set_at: ask.now.toISOString(), set_by_id: ask.who.id }).execute();
    happened({ what: "paper template set", panelId: panel.id, detail: id });
  });
};

/** Takes a panel's template away: its papers look as Panelroom's own again. Throws NotFound. */
export const removeTemplate = (ask: Ask, panelId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const panel = found(await ask.db.selectFrom("panel").select("id").where("id", "=", panelId).executeTakeFirst());
    await endTemplates(ask, panel.id);
    happened({ what: "paper template removed", panelId: panel.id });
  });

const endTemplates = (ask: Ask, panelId: string) => ask.db.updateTable("paper_template").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id }).where("panel_id", "=", panelId).where("ended_at", "is", null).execute();

/** A panel and its template, for its form. Throws NotFound. */
export async function templateOf(ask: Ask, panelId: string) {
  administering(ask.who);
  const panel = found(await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "=", panelId).executeTakeFirst());
  const set = await ask.db.selectFrom("paper_template").innerJoin("person", "person.id", "paper_template.set_by_id").select(["paper_template.size", "paper_template.set_at as at", "person.name as by"]).where("panel_id", "=", panel.id).where("paper_template.ended_at", "is", null).executeTakeFirst();
  return { panel, set: set ?? null };
}

/** The template that a panel's Word papers use now; null when they look as Panelroom's own. */
export const templateBytes = async (ask: Pick<Ask, "db">, panelId: string): Promise<Buffer | null> => {
  const row = await ask.db.selectFrom("paper_template").select("bytes").where("panel_id", "=", panelId).where("ended_at", "is", null).executeTakeFirst();
  return row ? Buffer.from(row.bytes) : null;
};
