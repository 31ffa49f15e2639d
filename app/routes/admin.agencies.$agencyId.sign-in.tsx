import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { factors, factorWords } from "../models/people/factor.ts";
import { answerAddress } from "../models/people/provider-flow.server.ts";
import { setSignIn, signInToAdminister } from "../models/people/provider.server.ts";
import { signInShape } from "../people-form.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Checkboxes, Fieldset, Form, Select, TextInput, Tick } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "How an agency signs in – Panelroom" }];

export const loader = async ({ params, context: { ask, settings } }: LoaderFunctionArgs) => json({ ...(await signInToAdminister(ask, params.agencyId!)), answer: answerAddress(settings.site, params.agencyId!) });

export async function action({ request, params, context }: ActionFunctionArgs) {
  await signInToAdminister(context.ask, params.agencyId!);
  return submit(request, signInShape, async (form) => {
    await setSignIn(context.ask, params.agencyId!, form, context.settings.site);
    return redirect(`/admin/agencies/${params.agencyId}?saved`);
  }, context);
}

const claims = [
  { value: "email", label: "email, once the provider has verified it" },
  { value: "preferred_username", label: "preferred_username (Microsoft Entra ID)" },
  { value: "upn", label: "upn (Microsoft Entra ID)" },
];

export default function AgencySignIn() {
  const { id, name, factors: allowed, allowsPassword, provider, answer } = useLoaderData<typeof loader>();
  const page = `/admin/agencies/${id}`;
  const on = (yes: boolean | undefined) => (yes ? "on" : "");
  const initial = { factors: allowed, allowsPassword: on(allowsPassword), issuer: provider?.issuer, clientId: provider?.client_id, emailClaim: provider?.email_claim ?? "email", trustsSecond: on(provider?.trusts_second === 1) };
  return (
    <div className="narrow">
      <PageTop caption={name} title="How its people sign in" crumbs={[{ to: "/admin", text: "Administration" }, { to: page, text: name }]} />
      <Form submit="Save" cancel={page} initial={initial}>
        <Checkboxes name="factors" label="Second factor" hint="Whoever has only what you switch off is signed out, gives it once more, and then connects what is left" heading choices={factors.map((value) => ({ value, label: factorWords[value] }))} />
        <Fieldset legend="Password">
          <Tick name="allowsPassword" label="They may sign in with a password" hint="Administrators always may, so that a provider that does not answer locks nobody out who could put it right" />
        </Fieldset>
        <Fieldset legend="The agency’s own provider (OpenID Connect)">
          <p className="govuk-body">Leave the address empty where there is none. The provider needs to know this address, to which it sends people back: <strong className="paper__hash">{answer}</strong></p>
          <TextInput name="issuer" label="Address of the provider (issuer)" hint="For Microsoft Entra ID: https://login.microsoftonline.com/, then the number of the agency’s own tenant, then /v2.0" />
          <TextInput name="clientId" label="Client ID" />
          <TextInput name="clientSecret" label="Client secret" type="password" autoComplete="new-password" hint={provider ? "One is kept, and never shown again. Leave empty to keep it" : "Kept sealed, and never shown again"} />
          <Select name="emailClaim" label="Which claim is the e-mail address" hint="It finds the person among this agency’s people once; from then on the account itself is known" choices={claims} empty={null} />
          <Tick name="trustsSecond" label="Its second factor counts as ours" hint="When it says (amr or acr: mfa) that it took one in the last five minutes (auth_time); else ours is asked too" />
        </Fieldset>
        <ProofField />
      </Form>
    </div>
  );
}
