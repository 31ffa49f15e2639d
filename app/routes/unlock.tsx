import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { onward, toIn } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { unlockSession } from "../models/people/lock.server.ts";
import { whyNoPassword } from "../models/people/password-allowed.server.ts";
import { providerOf } from "../models/people/provider.server.ts";
import { z } from "../shapes.server.ts";
import { Form, PostButton, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Locked – Panelroom" }];

export async function loader({ request, context: { ask, locked } }: LoaderFunctionArgs) {
  if (!locked) return redirect(onward(new URL(request.url).searchParams.get("to")));
  return json({ name: locked.name, provider: await providerOf(ask, locked.personId), password: (await whyNoPassword(ask, locked.personId)) === null, on: toIn(request) });
}

const unlocking = () => z.object({ password: z.string({ error: "Enter your password" }).min(1, "Enter your password").max(200, "Enter your password"), stay: z.string().optional() });

/** Goes on to the page that was left; or, for a page that is still there (`stay`), says that it may show itself again. */
export const action = ({ request, context: { ask, locked, token } }: ActionFunctionArgs) =>
  submit(request, unlocking, async ({ password, stay }) => {
    // Also of a session that is open: a page that locked itself while the server could not be reached must not open to any password.
    await unlockSession(ask, locked ?? { personId: ask.who.id, name: ask.who.name, email: ask.who.email }, token, password);
    return stay ? json({ unlocked: true }) : redirect(onward(new URL(request.url).searchParams.get("to")));
  });

export default function Unlock() {
  const { name, provider, password, on } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Locked" caption={name} />
      <p className="govuk-body">Nothing was done here for a while. {password ? "Enter your password" : "Sign in again"} to go on where you were.</p>
      {password && (
        <Form submit="Unlock">
          <TextInput name="password" label="Password" type="password" autoComplete="current-password" width="20" />
        </Form>
      )}
      {provider && <p className="govuk-body"><a className={password ? "govuk-button govuk-button--secondary" : "govuk-button"} href={`/sign-in-with/${provider.id}${on}`}>Sign in with {provider.name}</a></p>}
      <PostButton action="/sign-out" label="Sign out" />
    </>
  );
}
