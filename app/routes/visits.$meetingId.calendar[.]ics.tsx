import type { LoaderFunctionArgs } from "@remix-run/node";
import { fileOfVisit } from "../models/meetings/calendar-file.server.ts";

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) =>
  new Response(await fileOfVisit(ask, params.meetingId!), { headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": 'attachment; filename="meeting.ics"' } });
