import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { onward, toIn } from "../back.server.ts";
import { keepToken } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { giveSecond } from "../models/people/factor.server.ts";
import { maybeLine, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { SignWithPasskey } from "../ui/passkey.tsx";

export const meta = () => [{ title: "Second factor – Panelroom" }];

export async function loader({ request, context: { half } }: LoaderFunctionArgs) {
  if (!half) return redirect("/home");
  if (!half.enrolled) return redirect(`/second-factor/new${toIn(request)}`);
  return json({ name: half.name, app: half.gives.includes("app"), passkey: half.gives.includes("passkey"), giveToConnect: half.giveToConnect });
}

const giving = () => z.object({ oneTimeCode: maybeLine(40), passkey: z.string().max(20_000).optional() })
  .refine(({ oneTimeCode, passkey }) => oneTimeCode || passkey, { path: ["oneTimeCode"], error: "Enter the code" });

export const action = ({ request, context: { ask, half, token, settings } }: ActionFunctionArgs) =>
  submit(request, giving, async ({ oneTimeCode, passkey }) => {
    if (!half) return redirect("/home");
    const next = await giveSecond(ask, half, token, oneTimeCode ? { code: oneTimeCode } : { passkey: passkey! }, settings.site);
    if (next === null) return redirect(`/second-factor/new${toIn(request)}`);
    return redirect(onward(new URL(request.url).searchParams.get("to")), { headers: { "Set-Cookie": await keepToken(next, settings.secureCookies) } });
  });

export default function SecondFactor() {
  const { name, app, passkey, giveToConnect } = useLoaderData<typeof loader>();
  const lost = "one of your recovery codes. If you have neither, ask your administrator.";
  return (
    <>
      <PageTop title="Second factor" caption={name} />
      {giveToConnect && <Notice title="Your agency has changed what it allows">Give what you signed in with until now once more. After that you connect what your agency allows.</Notice>}
      <p className="govuk-body">{app ? `Enter the six digits that your authenticator app shows for Panelroom${passkey ? ", or use your passkey" : ""}.` : "Use your passkey."}</p>
      <Form submit={giveToConnect ? "Continue" : "Sign in"} cancel="/sign-in">
        {passkey && <SignWithPasskey name="passkey" label="Use your passkey" />}
        {app ? <TextInput name="oneTimeCode" label="Code" hint={`If you do not have the device, ${lost}`} autoComplete="one-time-code" width="20" />
          : <TextInput name="oneTimeCode" label="Recovery code" hint={`If you do not have the device with your passkey, ${lost}`} width="20" />}
      </Form>
    </>
  );
}
