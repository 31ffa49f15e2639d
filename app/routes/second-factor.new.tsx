import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { onward } from "../back.server.ts";
import { keepToken } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { connectApp, toConnect } from "../models/people/factor.server.ts";
import { squaresOf } from "../models/people/qr.server.ts";
import { line, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";
import { Qr, RecoveryCodes } from "../ui/factor.tsx";

export const meta = () => [{ title: "Connect an authenticator app – Panelroom" }];

export async function loader({ request, context: { ask, half } }: LoaderFunctionArgs) {
  const to = onward(new URL(request.url).searchParams.get("to"));
  // Read again after the codes were shown: they are not shown twice.
  if (!half || half.enrolled) return json({ connect: null, to });
  const app = await toConnect(ask, half);
  return json({ connect: app && { secret: app.secret.replace(/(.{4})(?=.)/g, "$1 "), qr: squaresOf(app.uri), name: half.name }, to });
}

const connecting = () => z.object({ oneTimeCode: line("Enter the code that the app shows", 40) });

export const action = ({ request, context: { ask, half, token, settings } }: ActionFunctionArgs) =>
  submit(request, connecting, async ({ oneTimeCode }) => {
    if (!half) return redirect("/home");
    const { token: next, codes } = await connectApp(ask, half, token, oneTimeCode);
    return json({ codes }, { headers: { "Set-Cookie": await keepToken(next, settings.secureCookies) } });
  });

export default function Connect() {
  const { connect, to } = useLoaderData<typeof loader>();
  const codes = (useActionData<typeof action>() as unknown as { codes?: string[] } | undefined)?.codes;
  if (codes)
    return (
      <div className="narrow">
        <PageTop title="Keep your recovery codes" />
        <RecoveryCodes codes={codes} />
        <ButtonLink to={to} secondary={false}>I have kept them: go on</ButtonLink>
      </div>
    );
  return (
    <div className="narrow">
      <PageTop title="Connect an authenticator app" caption={connect?.name} />
      {connect ? (
        <>
          <p className="govuk-body">Signing in takes a second factor besides your password. Open the authenticator app on your phone or computer (your agency has chosen one) and add an account by this square, or by the key under it.</p>
          <Qr squares={connect.qr} label="Square for the authenticator app" />
          <p className="govuk-body">Key: <strong className="paper__hash">{connect.secret}</strong></p>
          <Form submit="Connect">
            <TextInput name="oneTimeCode" label="Code that the app shows" hint="Six digits, new every half minute" autoComplete="one-time-code" inputMode="numeric" width="10" />
          </Form>
        </>
      ) : <p className="govuk-body">An authenticator app is connected. <ButtonLink to={to}>Go on</ButtonLink></p>}
    </div>
  );
}
