import type { NextFunction, Request, Response } from "express";
import type { Ask } from "#app/models/core/ask.server.ts";
import { actionInReach, caseInReach, extractInReach, chosenMeasureInReach, decisionInReach, guestInReach, importInReach, itemInReach, markerInReach, meetingInReach, oneSeriesInReach, oneSharingInReach, panelInReach, riskInReach, subjectInReach, visitInReach } from "#app/models/core/reach.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { fileInReach } from "#app/models/subjects/file.server.ts";
import { correctionInReach } from "#app/models/meetings/correction.server.ts";
import { noteInReach } from "#app/models/subjects/note.server.ts";
import { handInReach } from "#app/models/meetings/hand.server.ts";
import { noticeInReach } from "#app/models/meetings/notices.server.ts";
import { oneRestrictedRead } from "#app/models/meetings/restricted.server.ts";
import { returnInReach } from "#app/models/meetings/return.server.ts";

type Reach = (ask: Ask, id: string) => Promise<unknown>;

// What the first part of an address names, and how it is reached.
const reaches = new Map<string, Reach>(Object.entries({
  subjects: subjectInReach, panels: panelInReach, cases: caseInReach, meetings: meetingInReach, items: itemInReach,
  actions: actionInReach, sharing: oneSharingInReach, risks: riskInReach, decisions: decisionInReach, markers: markerInReach, "chosen-measures": chosenMeasureInReach, imports: importInReach, notices: noticeInReach, guests: guestInReach, corrections: correctionInReach, notes: noteInReach, returns: returnInReach, files: fileInReach, visits: visitInReach,
  hands: handInReach, series: oneSeriesInReach, extracts: extractInReach, "restricted-minutes": oneRestrictedRead,
}));

// Addresses that name no record in their second part.
const names = new Set(["new", "names", "search"]);

/** The check that a post to this address must pass, or null when it names no record. */
function reachOf(path: string): (() => [Reach, string]) | null {
  const [, noun = "", id = ""] = path.split("/");
  // Addresses are matched whatever their case.
  const reach = reaches.get(noun.toLowerCase());
  return reach && id && !names.has(id) ? () => [reach, decodeURIComponent(id)] : null;
}

/**
 * A post about a record out of reach is *not found* before anything of it is read: otherwise a form filled in wrongly would be
 * answered with its faults, to people for whom the page does not exist. The acts ask again.
 */
export async function doorkeeper(request: Request, response: Response, next: NextFunction): Promise<void> {
  const check = request.method === "GET" || request.method === "HEAD" ? null : reachOf(request.path);
  try {
    if (check) {
      const [reach, id] = check();
      await reach(response.locals.ask as Ask, id);
    }
    next();
  } catch (error) {
    if (!(error instanceof NotFound || error instanceof URIError)) return next(error);
    if (request.query._data) {
      response.status(404).setHeader("X-Remix-Catch", "yes").type("text").send("Not found");
      return;
    }
    // The same page as for an address that never was.
    request.method = "GET";
    request.url = "/not-found";
    request.originalUrl = "/not-found";
    next();
  }
}
