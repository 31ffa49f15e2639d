import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { toIn } from "../back.server.ts";
import { keepToken } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { agenciesWithProvider } from "../models/people/provider.server.ts";
import { signIn } from "../models/people/session.server.ts";
import { nobodyYet } from "../models/people/setup.server.ts";
import { line, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Sign in – Panelroom" }];

const signingIn = () => z.object({ email: line("Enter your e-mail address"), password: z.string({ error: "Enter your password" }).min(1, "Enter your password").max(200, "Enter your password") });

export async function loader({ request, context: { ask, settings } }: LoaderFunctionArgs) {
  if (ask.who.id) return redirect("/home");
  if (await nobodyYet(ask)) return redirect("/setup");
  return json({ demo: settings.demo, returning: new URL(request.url).searchParams.has("to"), agencies: await agenciesWithProvider(ask), on: toIn(request) });
}

export const action = ({ request, context: { ask, settings, address, agent } }: ActionFunctionArgs) =>
  submit(request, signingIn, async (form) => {
    const token = await signIn(ask, { ...form, address, agent });
    return redirect(`/second-factor${toIn(request)}`, { headers: { "Set-Cookie": await keepToken(token, settings.secureCookies) } });
  });

export default function SignIn() {
  const { demo, returning, agencies, on } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Sign in" />
      <p className="lead">Panelroom is for the people who meet to protect children who are exploited or go missing.</p>
      {returning && <p className="govuk-body">Sign in to go on to the page that you asked for.</p>}
      <Form submit="Sign in">
        <TextInput name="email" label="E-mail address" type="email" autoComplete="username" width="20" />
        <TextInput name="password" label="Password" type="password" autoComplete="current-password" width="20" />
      </Form>
      {agencies.length > 0 && (
        <section className="signinwith" aria-labelledby="with">
          <h2 className="govuk-heading-m" id="with">Sign in with your agency’s account</h2>
          <ul className="govuk-list">{agencies.map(({ id, name }) => <li key={id}><a className="govuk-button govuk-button--secondary" href={`/sign-in-with/${id}${on}`}>Sign in with {name}</a></li>)}</ul>
        </section>
      )}
      {demo && <p className="govuk-body govuk-hint">This is the demonstration. The people who may sign in are listed where it was started.</p>}
    </>
  );
}
