import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { markBriefRead } from "../models/meetings/brief.server.ts";

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect(`/meetings/${await markBriefRead(ask, params.itemId!)}/brief#item-${params.itemId}`));
