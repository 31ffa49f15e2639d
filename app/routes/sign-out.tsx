import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { cleared, keepToken } from "../cookie.server.ts";
import { signOut } from "../models/people/session.server.ts";

export const loader = () => redirect("/home");

export async function action({ context: { ask, token, settings } }: ActionFunctionArgs) {
  await signOut(ask, token);
  return redirect("/sign-in", { headers: { "Set-Cookie": await keepToken("", settings.secureCookies), "Clear-Site-Data": cleared } });
}
