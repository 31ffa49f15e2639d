import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { keepToken } from "../cookie.server.ts";
import { flowIn, keepFlow } from "../flow-cookie.server.ts";
import { NotAgreed } from "../models/core/refuse.ts";
import { answerOfProvider, proveByProvider, signInByProvider, unlockByProvider } from "../models/people/provider-flow.server.ts";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Sign in – Panelroom" }];

/** Where the provider sends people back to: signs in, opens what was locked, or proves who acts. */
export async function loader({ request, params, context: { ask, locked, token, agent, settings } }: LoaderFunctionArgs) {
  const headers = new Headers([["Set-Cookie", await keepFlow("", settings.secureCookies)]]);
  try {
    const answered = await answerOfProvider(ask, params.agencyId!, new URL(request.url), await flowIn(request, settings.secureCookies), settings.site);
    if (answered.purpose === "prove" && ask.who.id) {
      await proveByProvider(ask, answered, token);
      return json({ why: null }, { headers });
    }
    if (answered.purpose === "unlock" && locked) await unlockByProvider(ask, answered, locked.personId, token);
    else {
      if (ask.who.id) throw new NotAgreed("You are signed in already");
      const { token, whole } = await signInByProvider(ask, answered, agent);
      headers.append("Set-Cookie", await keepToken(token, settings.secureCookies));
      if (!whole) return redirect(`/second-factor?to=${encodeURIComponent(answered.to)}`, { headers });
    }
    return redirect(answered.to, { headers });
  } catch (error) {
    if (error instanceof NotAgreed) return json({ why: error.reason }, { status: 403, headers });
    throw error;
  }
}

export default function Answered() {
  const { why } = useLoaderData<typeof loader>() as unknown as { why: string | null };
  return (
    <div className="narrow">
      <PageTop title={why === null ? "Proved" : "You could not be signed in"} />
      <p className="govuk-body">{why === null ? "It is proved that it is you, for five minutes. Close this tab, go back to the page that you came from, and press its button again." : `${why}.`}</p>
      {why !== null && <ButtonLink to="/sign-in">Back to sign-in</ButtonLink>}
    </div>
  );
}
