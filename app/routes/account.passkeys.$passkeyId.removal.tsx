import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { ownPasskey, removePasskey } from "../models/people/passkey.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Remove a passkey – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await ownPasskey(ask, params.passkeyId!));

export async function action({ request, params, context }: ActionFunctionArgs) {
  await ownPasskey(context.ask, params.passkeyId!);
  return submit(request, pressed, async () => {
    await removePasskey(context.ask, context.token, params.passkeyId!);
    return redirect("/account/passkeys?done=removed");
  }, context);
}

export default function RemovePasskey() {
  const { name, whyNotRemove } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/account", text: "Your account" }, { to: "/account/passkeys", text: "Your passkeys" }]} title={`Remove ${name}`} />
      {whyNotRemove ? (
        <>
          <Notice kind="warning">{whyNotRemove}.</Notice>
          <ButtonLink to="/account/passkeys">Back</ButtonLink>
        </>
      ) : (
        <>
          <p className="govuk-body">It opens nothing here any more, and whatever was opened with it elsewhere is signed out. Remove it from the device or key ring as well.</p>
          <Form submit="Remove it" warning cancel="/account/passkeys"><ProofField /></Form>
        </>
      )}
    </div>
  );
}
