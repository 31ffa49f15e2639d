import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { makeFirstAdministrator, nobodyYet } from "../models/people/setup.server.ts";
import { email, line, z } from "../shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "First administrator – Panelroom" }];

const settingUp = () => z.object({
  setupCode: line("Enter the code from the server's log", 40),
  agency: line("Enter the agency that runs this Panelroom", 120),
  name: line("Enter your name", 120),
  email: email("Enter your e-mail address"),
  password: z.string({ error: "Choose a password" }).min(1, "Choose a password").max(200, "Use 200 characters or fewer"),
});

export async function loader({ context: { ask } }: LoaderFunctionArgs) {
  found((await nobodyYet(ask)) || null);
  return json(null);
}

export const action = ({ request, context: { ask } }: ActionFunctionArgs) =>
  submit(request, settingUp, async (form) => {
    await makeFirstAdministrator(ask, form);
    return redirect("/sign-in");
  });

export default function Setup() {
  return (
    <div className="narrow">
      <PageTop title="Make the first administrator" />
      <p className="govuk-body">Nobody has an account here yet. The administrator adds agencies, people and panels, and sees no case.</p>
      <Form submit="Make the administrator">
        <TextInput name="setupCode" label="One-time code" hint="It is in the server's log, for instance 1234-5678-9012-3456. A new one is made at each start" width="20" />
        <TextInput name="agency" label="Agency that runs this Panelroom" />
        <TextInput name="name" label="Your name" autoComplete="name" />
        <TextInput name="email" label="Your e-mail address" type="email" autoComplete="username" />
        <TextInput name="password" label="Password" type="password" autoComplete="new-password" hint="At least 12 characters, for instance three random words" width="20" />
      </Form>
    </div>
  );
}
