import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { keepToken, keepWord, wordIn } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { deadWords, setByLink, whoseLink } from "../models/people/password-link.server.ts";
import { z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Choose your password – Panelroom" }];

const [name, path, minutes] = ["panelroom-link", "/password-link", 60] as const;

/** The token leaves the address at once: into a cookie, for this page alone. No page is told of the address that it stood in. */
export async function loader({ request, context: { ask, settings } }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("t");
  if (token !== null) return redirect(path, { headers: { "Set-Cookie": await keepWord(token.slice(0, 100), name, path, minutes, settings.secureCookies), "Referrer-Policy": "no-referrer" } });
  const whose = await whoseLink(ask, await wordIn(request, name, path, settings.secureCookies));
  return json({ whose, dead: deadWords }, { status: whose ? 200 : 404 });
}

const password = (missing: string) => z.string({ error: missing }).min(1, missing).max(200, "Use 200 characters or fewer");
const choosing = () => z.object({ password: password("Choose a password"), passwordAgain: password("Enter the password again") });

export const action = ({ request, context: { ask, agent, settings } }: ActionFunctionArgs) =>
  submit(request, choosing, async ({ password, passwordAgain }) => {
    const secure = settings.secureCookies;
    const session = await setByLink(ask, await wordIn(request, name, path, secure), { password, again: passwordAgain }, agent);
    return redirect("/second-factor", { headers: [["Set-Cookie", await keepWord("", name, path, 0, secure)], ["Set-Cookie", await keepToken(session, secure)]] });
  });

export default function PasswordLink() {
  const { whose, dead } = useLoaderData<typeof loader>();
  if (!whose)
    return (
      <div className="narrow">
        <PageTop title="Choose your password" />
        <p className="govuk-body">{dead}.</p>
      </div>
    );
  return (
    <div className="narrow">
      <PageTop title="Choose your password" caption={whose.name} />
      <p className="govuk-body">Nobody else knows it, your administrator neither. After that you give your second factor, or connect one.</p>
      <Form submit="Set my password">
        {/* Lets password keepers know whose password this is. */}
        <input type="hidden" autoComplete="username" value={whose.email} readOnly />
        <TextInput name="password" label="Password" type="password" autoComplete="new-password" hint="At least 12 characters, for instance three random words" width="20" />
        <TextInput name="passwordAgain" label="Password again" type="password" autoComplete="new-password" width="20" />
      </Form>
    </div>
  );
}
