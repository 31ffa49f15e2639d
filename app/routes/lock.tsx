import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { safePath } from "../back.server.ts";
import { lockSession } from "../models/people/lock.server.ts";

export const loader = () => redirect("/home");

/** Locks this session; afterwards one is back on the page that was left. */
export async function action({ request, context: { ask, token } }: ActionFunctionArgs) {
  const to = safePath((await request.formData()).get("to"), "/home");
  await lockSession(ask, token);
  return redirect(`/unlock?to=${encodeURIComponent(to)}`);
}
