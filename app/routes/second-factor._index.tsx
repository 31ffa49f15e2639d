import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { onward, toIn } from "../back.server.ts";
import { keepToken } from "../cookie.server.ts";
import { submit } from "../form.server.ts";
import { giveSecond } from "../models/people/factor.server.ts";
import { line, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Second factor – Panelroom" }];

export async function loader({ request, context: { half } }: LoaderFunctionArgs) {
  if (!half) return redirect("/home");
  if (!half.enrolled) return redirect(`/second-factor/new${toIn(request)}`);
  return json({ name: half.name });
}

const giving = () => z.object({ oneTimeCode: line("Enter the code", 40) });

export const action = ({ request, context: { ask, half, token, settings } }: ActionFunctionArgs) =>
  submit(request, giving, async ({ oneTimeCode }) => {
    if (!half) return redirect("/home");
    const next = await giveSecond(ask, half, token, oneTimeCode);
    return redirect(onward(new URL(request.url).searchParams.get("to")), { headers: { "Set-Cookie": await keepToken(next, settings.secureCookies) } });
  });

export default function SecondFactor() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Second factor" caption={name} />
      <p className="govuk-body">Enter the six digits that your authenticator app shows for Panelroom.</p>
      <Form submit="Sign in" cancel="/sign-in">
        <TextInput name="oneTimeCode" label="Code" hint="If you do not have the device, one of your recovery codes. If you have neither, ask your administrator." autoComplete="one-time-code" width="20" />
      </Form>
    </>
  );
}
