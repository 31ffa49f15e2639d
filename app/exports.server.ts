import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { matchPath } from "@remix-run/react";
import { safePath } from "./back.server.ts";
import { type Ask, foresee } from "./models/core/ask.server.ts";
import { found, NotFound } from "./models/core/refuse.ts";
import { ownActions } from "./models/meetings/action-sheet.server.ts";
import { extractText, openExtract } from "./models/meetings/filing.server.ts";
import { meetingName } from "./models/meetings/meeting.ts";
import { isPaperFormat, type PaperDocument, type PaperFormat } from "./models/meetings/paper-document.ts";
import { meetingPaper, paperFile } from "./models/meetings/papers.server.ts";
import { searchListAsCsv } from "./models/meetings/return-search.server.ts";
import { extractPaper, visitPaper } from "./models/meetings/single-papers.server.ts";
import { faultsAsCsv, faultsOf } from "./models/numbers/import-preview.server.ts";
import { mustProve } from "./models/people/factor.server.ts";

// What leaves as a file to be kept elsewhere. Before it does it must have been proved lately who takes it: one table, and one way out.

interface Leaving {
  /** What it is, for the person who is about to take it: nobody's name. */
  what: string;
  /** The page on which it is offered. */
  from: string;
  file: () => Promise<{ bytes: Uint8Array | string; name: string; type: string }>;
}
interface Export {
  /** What it is, for docs/access.md. */
  means: string;
  /** Refuses whoever may not have it, and notes that it was taken. */
  make: (ask: Ask, params: Readonly<Record<string, string | undefined>>, query: URLSearchParams) => Promise<Leaving>;
}

const formatNames: Record<PaperFormat, string> = { pdf: "PDF", docx: "Word" };
/** The format that an address asks for. Throws NotFound for any other word. */
function formatIn(word: string | undefined): PaperFormat {
  if (!isPaperFormat(word)) throw new NotFound();
  return word;
}
/** A paper as a file, under a name that says nothing of anybody. */
async function paper(ask: Ask, word: string | undefined, from: string, make: (format: PaperFormat) => Promise<PaperDocument>): Promise<Leaving> {
  const format = formatIn(word);
  const made = await make(format);
  return { what: `${made.title} (${formatNames[format]})`, from, file: () => paperFile(ask, made, format) };
}

/** What counts as an export, by the address that gives it. A route of these has `exported` for its loader; every other file that a route gives stands in `otherFiles`. */
export const exports: Record<string, Export> = {
  "/meetings/:meetingId/papers/:paper/:format": {
    means: "a paper of a meeting: pack, brief, minutes, actions",
    make: (ask, { meetingId, paper: name, format }) => paper(ask, format, `/meetings/${meetingId}/papers`, (wanted) => meetingPaper(ask, meetingId!, name!, wanted)),
  },
  "/extracts/:extractId/paper/:format": { means: "an extract of minutes as a paper", make: (ask, { extractId, format }) => paper(ask, format, `/extracts/${extractId}`, (wanted) => extractPaper(ask, extractId!, wanted)) },
  "/extracts/:extractId/text": {
    means: "an extract of minutes as plain text",
    make: async (ask, { extractId }) => {
      const opened = await openExtract(ask, extractId!, { asFile: true });
      const { code, number } = opened.meeting;
      const name = `${code}-${number}-extract-${opened.extract.version}.txt`.replace(/[^\x20-\x7e]/g, "_");
      return { what: `${meetingName(opened.meeting, opened.meeting)}: extract of the minutes (plain text)`, from: `/extracts/${extractId}`, file: async () => ({ bytes: extractText(opened), name, type: "text/plain; charset=utf-8" }) };
    },
  },
  "/visits/:meetingId/paper/:format": { means: "the paper of somebody invited to an item", make: (ask, { meetingId, format }) => paper(ask, format, `/visits/${meetingId}`, (wanted) => visitPaper(ask, meetingId!, wanted)) },
  "/actions/sheet/:format": { means: "a sheet of one’s own open actions", make: (ask, { format }) => paper(ask, format, "/actions/sheet", (wanted) => ownActions(ask, wanted)) },
  "/meetings/:meetingId/returns/search.csv": {
    means: "the search list of a meeting, as a table",
    make: async (ask, { meetingId }, query) => {
      const agencyId = query.get("agency");
      const { name, text, title } = await searchListAsCsv(ask, meetingId!, agencyId);
      return { what: `${title} (CSV)`, from: `/meetings/${meetingId}/returns/search${agencyId ? `?agency=${encodeURIComponent(agencyId)}` : ""}`, file: async () => ({ bytes: text, name, type: "text/csv; charset=utf-8" }) };
    },
  },
  "/imports/:importId/refused.csv": {
    means: "the refused rows of an import, as a table",
    make: async (ask, { importId }) => {
      const faults = await faultsOf(ask, importId!);
      return { what: "Refused rows of an import (CSV)", from: `/imports/${importId}`, file: async () => ({ bytes: faultsAsCsv(faults), name: "refused-rows.csv", type: "text/csv; charset=utf-8" }) };
    },
  },
};

/** What leaves as a file and is no export, each with why. */
export const otherFiles: Record<string, string> = {
  "/files/:fileId/download": "one file of a record, an item or an action is read by opening it, and in no other way: a browser never shows it in its place; each opening is noted with the record",
  "/meetings/:meetingId/calendar.ics": "day, time and place of a meeting, and nothing of whom it is about",
  "/visits/:meetingId/calendar.ics": "one’s own time at a meeting, and nothing of whom it is about",
};

type Make = (ask: Ask) => Promise<Leaving>;
/** What an address of ours would give as a file. Throws NotFound when it is none of an export. */
function exportAt(path: string): Make {
  const { pathname, searchParams } = new URL(path, "http://here");
  for (const [pattern, { make }] of Object.entries(exports)) {
    const match = matchPath(pattern, pathname);
    if (match) return (ask) => make(ask, match.params, searchParams);
  }
  throw new NotFound();
}

/** The loader of every export: the file, or, when the proof of who acts is too old, the way to the page that asks for it. Refuses before it asks. */
export async function exported({ request, context: { ask, provedAt } }: LoaderFunctionArgs): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("_data");
  const path = searchParams.size ? `${pathname}?${searchParams}` : pathname;
  const make = exportAt(path);
  if (mustProve(provedAt, ask.now)) {
    await foresee(ask, make);
    return redirect(`/proof?to=${encodeURIComponent(path)}`, 303);
  }
  const { bytes, name, type } = await (await make(ask)).file();
  const body = typeof bytes === "string" ? new TextEncoder().encode(bytes) : new Uint8Array(bytes);
  return new Response(body, { headers: { "Content-Type": type, "Content-Length": String(body.length), "Content-Disposition": `attachment; filename="${name}"` } });
}

/** What the page of proof is asked to give afterwards: its address, what it is, and where it is offered. Throws NotFound for any other address, and for what is not there for this person. */
export async function exportAsked(ask: Ask, request: Request): Promise<{ to: string; what: string; from: string }> {
  const to = found(safePath(new URL(request.url).searchParams.get("to"), "") || null);
  const { what, from } = await foresee(ask, exportAt(to));
  const { pathname, search } = new URL(to, "http://here");
  return { to: pathname + search, what, from };
}
