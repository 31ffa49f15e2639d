import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { newId } from "#app/models/core/ask.server.ts";
import type { ImportKind, NameMap } from "#app/models/numbers/import.ts";
import { checkImport, pathOf } from "#app/models/numbers/import-check.server.ts";
import { startImport } from "#app/models/numbers/import.server.ts";
import { importOf } from "#app/models/numbers/import-preview.server.ts";
import { now as day, type Person, type Stage } from "../cast.ts";

/** Lays files down as the page and the command do, and checks them. Returns the import's id. */
export async function checked(s: Stage, paths: string[], { by = "ruth", panelId = "mfh", authority = "Seaholme", kind = "ssda903", map, now = day }: { by?: Person; panelId?: string; authority?: string; kind?: ImportKind; map?: NameMap; now?: Date } = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-files-"));
  const id = newId();
  mkdirSync(join(folder, id), { recursive: true });
  for (const [i, path] of paths.entries()) copyFileSync(path, pathOf(folder, id, i));
  await startImport(await s.as(by, now), { panelId, authority, kind, files: paths.map((path) => basename(path)), map, id });
  await checkImport({ db: s.db, clock: () => now, folder }, id);
  return id;
}

/** Writes texts as files of a new folder. Returns their paths in order. */
export function filesOf(texts: Record<string, string | Buffer>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-given-"));
  return Object.entries(texts).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
}

/** The sentence with which an import failed, or null. */
export const failureOf = async (s: Stage, id: string, by: Person = "ruth"): Promise<string | null> => (await importOf(await s.as(by), id)).failed;
