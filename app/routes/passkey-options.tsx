import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { passkeyOptions } from "../models/people/passkey.server.ts";

/** What the browser is given to make a passkey, or to sign with one: for whoever is signed in, or has given their password. */
export async function loader({ request, context: { ask, half, token, settings } }: LoaderFunctionArgs) {
  const whom = half ?? { personId: ask.who.id, name: ask.who.name, email: ask.who.email };
  return json(await passkeyOptions(ask, whom, token, new URL(request.url).searchParams.get("for") === "make" ? "make" : "sign", settings.site));
}
