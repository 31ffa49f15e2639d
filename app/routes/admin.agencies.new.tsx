import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { submit } from "../form.server.ts";
import { administering } from "../models/core/access.ts";
import { addAgency } from "../models/people/agency.server.ts";
import { agencyShape } from "../people-form.server.ts";
import { AgencyFields } from "../ui/agency-fields.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add an agency – Panelroom" }];

export function loader({ context: { ask } }: LoaderFunctionArgs) {
  administering(ask.who);
  return json(null);
}

export function action({ request, context: { ask } }: ActionFunctionArgs) {
  administering(ask.who);
  return submit(request, agencyShape, async (form) => {
    await addAgency(ask, form);
    return redirect("/admin");
  });
}

export default function AddAgency() {
  return (
    <div className="narrow">
      <PageTop title="Add an agency" crumbs={[{ to: "/admin", text: "Administration" }]} />
      <Form submit="Add agency" cancel="/admin">
        <AgencyFields />
      </Form>
    </div>
  );
}
