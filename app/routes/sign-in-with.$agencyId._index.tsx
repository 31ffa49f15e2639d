import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { onward } from "../back.server.ts";
import { keepFlow } from "../flow-cookie.server.ts";
import { NotAgreed } from "../models/core/refuse.ts";
import { beginAtProvider, type Purpose } from "../models/people/provider-flow.server.ts";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Sign in – Panelroom" }];

/** Sends the browser on to the agency's provider. A link and not a form: what a form leads to must be ours. */
export async function loader({ request, params, context: { ask, locked, settings, address } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const purpose: Purpose = locked ? "unlock" : ask.who.id ? "prove" : "sign in";
  try {
    const { location, state } = await beginAtProvider(ask, params.agencyId!, { purpose, to: onward(query.get("to")), address }, settings.site);
    return redirect(location, { headers: { "Set-Cookie": await keepFlow(state, settings.secureCookies) } });
  } catch (error) {
    if (error instanceof NotAgreed) return json({ why: error.reason }, { status: 503 });
    throw error;
  }
}

export default function NotBegun() {
  const { why } = useLoaderData<typeof loader>() as unknown as { why: string };
  return (
    <div className="narrow">
      <PageTop title="You could not be signed in" />
      <p className="govuk-body">{why}.</p>
      <ButtonLink to="/sign-in">Back to sign-in</ButtonLink>
    </div>
  );
}
