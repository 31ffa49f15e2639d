import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { agencyToAdminister, changeAgency } from "../models/people/agency.server.ts";
import { agencyShape } from "../people-form.server.ts";
import { AgencyFields } from "../ui/agency-fields.tsx";
import { Form } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Agency – Panelroom" }];

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ agency: await agencyToAdminister(ask, params.agencyId!), saved: new URL(request.url).searchParams.has("saved") });

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await agencyToAdminister(ask, params.agencyId!);
  return submit(request, agencyShape, async (form) => {
    await changeAgency(ask, params.agencyId!, form);
    return redirect("/admin");
  });
}

export default function Agency() {
  const { agency, saved } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop caption="Agency" title={agency.name} crumbs={[{ to: "/admin", text: "Administration" }]}>
        <ButtonLink to={`/admin/agencies/${agency.id}/sign-in`}>How its people sign in</ButtonLink>
      </PageTop>
      {saved && <Notice kind="success">Saved. Whatever was opened with what is no longer allowed is signed out.</Notice>}
      <Form submit="Save" cancel="/admin" initial={{ name: agency.name, kind: agency.kind, phone: agency.phone }}>
        <AgencyFields />
      </Form>
    </div>
  );
}
