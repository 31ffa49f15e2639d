import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { agencyToAdminister, changeAgency } from "../models/people/agency.server.ts";
import { agencyShape } from "../people-form.server.ts";
import { AgencyFields } from "../ui/agency-fields.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Agency – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await agencyToAdminister(ask, params.agencyId!));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await agencyToAdminister(ask, params.agencyId!);
  return submit(request, agencyShape, async (form) => {
    await changeAgency(ask, params.agencyId!, form);
    return redirect("/admin");
  });
}

export default function Agency() {
  const agency = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop caption="Agency" title={agency.name} crumbs={[{ to: "/admin", text: "Administration" }]} />
      <Form submit="Save" cancel="/admin" initial={{ name: agency.name, kind: agency.kind, phone: agency.phone }}>
        <AgencyFields />
      </Form>
    </div>
  );
}
