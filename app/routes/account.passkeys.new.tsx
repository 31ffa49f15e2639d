import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { submit } from "../form.server.ts";
import { addPasskey } from "../models/people/passkey.server.ts";
import { line, z } from "../shapes.server.ts";
import { ProofField, useMustProve } from "../ui/factor.tsx";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { NewPasskey } from "../ui/passkey.tsx";

export const meta = () => [{ title: "Add a passkey – Panelroom" }];

// Asked apart, before a passkey is made: a browser asks for one passkey at a time.
const adding = () => z.union([z.object({ form: z.literal("proof") }), z.object({ name: line("Give it a name, so that you know it again", 60), passkey: z.string().max(20_000).optional() })]);

export const action = ({ request, context }: ActionFunctionArgs) =>
  submit(request, adding, async (form) => {
    if ("form" in form) return redirect("/account/passkeys/new");
    await addPasskey(context.ask, context.token, form.name, form.passkey ?? "", context.settings.site);
    return redirect("/account/passkeys?done=added");
  }, context);

export default function AddPasskey() {
  const mustProve = useMustProve();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/account", text: "Your account" }, { to: "/account/passkeys", text: "Your passkeys" }]} title="Add a passkey" />
      {mustProve ? (
        <Form submit="Continue" cancel="/account/passkeys" name="proof"><ProofField /></Form>
      ) : (
        <Form submit="Add a passkey" cancel="/account/passkeys">
          <TextInput name="name" label="Name" hint="Such as “Work laptop” or “Blue security key”" width="20" />
          <NewPasskey />
        </Form>
      )}
    </div>
  );
}
