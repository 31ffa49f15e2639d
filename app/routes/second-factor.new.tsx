import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { onward, toIn } from "../back.server.ts";
import { keepToken } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { toConnect } from "../models/people/authenticator.server.ts";
import { connectApp, connectPasskey } from "../models/people/factor.server.ts";
import { squaresOf } from "../models/people/qr.server.ts";
import { line, z } from "../shapes.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { AppKey, RecoveryCodes } from "../ui/factor.tsx";
import { Form, TextInput } from "../ui/form.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";
import { NewPasskey } from "../ui/passkey.tsx";

export const meta = () => [{ title: "Connect a second factor – Panelroom" }];

export async function loader({ request, context: { ask, half } }: LoaderFunctionArgs) {
  const to = onward(new URL(request.url).searchParams.get("to"));
  // Read again after the codes were shown: they are not shown twice.
  if (!half) return json({ connect: null, to });
  if (half.enrolled) return redirect(`/second-factor${toIn(request)}`);
  const app = half.allowed.includes("app") ? await toConnect(ask, half) : null;
  return json({ connect: { name: half.name, app: app && { secret: app.secret.replace(/(.{4})(?=.)/g, "$1 "), qr: squaresOf(app.uri) }, passkey: half.allowed.includes("passkey") }, to });
}

const connecting = () => z.discriminatedUnion("form", [
  z.object({ form: z.literal("app"), oneTimeCode: line("Enter the code that the app shows", 40) }),
  z.object({ form: z.literal("passkey"), name: line("Give the passkey a name, so that you know it again", 60), passkey: z.string().max(20_000).optional() }),
], { error: "Choose one" });

export const action = ({ request, context: { ask, half, token, settings } }: ActionFunctionArgs) =>
  submit(request, connecting, async (form) => {
    if (!half) return redirect("/home");
    const { token: next, codes } = form.form === "app" ? await connectApp(ask, half, token, form.oneTimeCode) : await connectPasskey(ask, half, token, form.name, form.passkey ?? "", settings.site);
    return json({ codes }, { headers: { "Set-Cookie": await keepToken(next, settings.secureCookies) } });
  });

export default function Connect() {
  const { connect, to } = useLoaderData<typeof loader>();
  const codes = useAnswer<{ codes?: string[] }>()?.codes;
  if (codes)
    return (
      <div className="narrow">
        <PageTop title="Keep your recovery codes" />
        <RecoveryCodes codes={codes} />
        <ButtonLink to={to} secondary={false}>I have kept them: go on</ButtonLink>
      </div>
    );
  const both = Boolean(connect?.app && connect.passkey);
  return (
    <div className="narrow">
      <PageTop title={both ? "Connect a second factor" : connect?.passkey ? "Add a passkey" : "Connect an authenticator app"} caption={connect?.name} />
      {!connect && <p className="govuk-body">A second factor is connected. <ButtonLink to={to}>Go on</ButtonLink></p>}
      {connect && <p className="govuk-body">Signing in takes a second factor besides your password.{both && " Choose one of the two: you can add passkeys later, under your account."}</p>}
      {connect?.passkey && (
        <section aria-label="A passkey">
          {both && <h2 className="govuk-heading-m">A passkey</h2>}
          <p className="govuk-body">Your device asks for your finger, your face or its PIN, or you touch a security key. Nothing is typed, and no other site can ask for it.</p>
          <Form submit="Add a passkey" name="passkey" initial={{ name: "" }}>
            <TextInput name="name" label="Name of the passkey" hint="Such as “Work laptop”, so that you know it again" width="20" />
            <NewPasskey />
          </Form>
        </section>
      )}
      {connect?.app && (
        <section aria-label="An authenticator app">
          {both && <h2 className="govuk-heading-m">An authenticator app</h2>}
          <p className="govuk-body">Open the authenticator app on your phone or computer (your agency has chosen one) and add an account by this square, or by the key under it.</p>
          <AppKey {...connect.app} />
          <Form submit="Connect" name="app">
            <TextInput name="oneTimeCode" label="Code that the app shows" hint="Six digits, new every half minute" autoComplete="one-time-code" inputMode="numeric" width="10" />
          </Form>
        </section>
      )}
    </div>
  );
}
