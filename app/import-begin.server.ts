import { redirect } from "@remix-run/node";
import { submit } from "./form.server.ts";
import { may, mayAnywhere } from "./models/core/access.ts";
import type { Ask } from "./models/core/ask.server.ts";
import { panelsInReach } from "./models/core/reach.server.ts";
import { NotAgreed, allow } from "./models/core/refuse.ts";
import { authoritiesOf, startImport } from "./models/numbers/import.server.ts";
import { beginning } from "./models/numbers/import-shapes.server.ts";
import { receive } from "./upload.server.ts";
import type { ImportKind } from "./models/numbers/import.ts";

/** The panels for which this person may import, and the authority that was named last. Throws NotAllowed when there are none. */
export async function importChoices(ask: Ask): Promise<{ panels: { value: string; label: string }[]; authority: string | null }> {
  allow(mayAnywhere(ask.who, "importChildren"), "Only those who prepare a panel import children");
  const panels = await panelsInReach(ask).select(["panel.id", "panel.name"]).orderBy("panel.name").execute();
  return { panels: panels.filter((panel) => may.importChildren(ask.who, { panelId: panel.id })).map((panel) => ({ value: panel.id, label: panel.name })), authority: (await authoritiesOf(ask)).last };
}

/** Takes in the form with its files, begins the import and leads to it: to be checked, or to its columns. A file that is too large, or none, is refused in a sentence. */
export async function beginImport(ask: Ask, request: Request, importer: { folder: string; check: (importId: string) => void }, kind: ImportKind): Promise<Response> {
  allow(mayAnywhere(ask.who, "importChildren"), "Only those who prepare a panel import children");
  const arrived = await receive(request, importer.folder);
  try {
    return await submit(new Request(request.url, { method: "POST", body: new URLSearchParams(arrived.fields) }), beginning, async (form) => {
      if (arrived.wrong) throw new NotAgreed(arrived.wrong, "files");
      const importId = await startImport(ask, { ...form, kind, files: arrived.files, id: arrived.id });
      await arrived.keep();
      if (kind === "names") return redirect(`/imports/${importId}/columns`);
      importer.check(importId);
      return redirect(`/imports/${importId}`);
    });
  } finally {
    await arrived.drop();
  }
}
