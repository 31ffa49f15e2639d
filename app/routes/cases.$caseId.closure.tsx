import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { closedReasons } from "../models/subjects/case.ts";
import { caseToChange, closeCase } from "../models/subjects/closing.server.ts";
import { maybeText, oneOf, text, z } from "../shapes.server.ts";
import { ClosingFields } from "../ui/closing-fields.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Close the case – Panelroom" }];

const closure = () => z.object({ reason: oneOf(closedReasons, "Choose why it is closed"), detail: maybeText(500), supportContinues: text("Say what support goes on", 2000), wouldBringBack: text("Say what would bring it back", 2000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await caseToChange(ask, params.caseId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, closure, async (form) => {
    await closeCase(ask, params.caseId!, form);
    return redirect(`/cases/${params.caseId}`);
  });

export default function Close() {
  const { id: caseId, ref, reason, detail, supportContinues, wouldBringBack } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/cases/${caseId}`, text: "Case" }]} title={`Close ${ref} to this panel`} />
      <p className="govuk-body">The chair or the deputy closes a case. It can be opened again from the record.</p>
      <Form submit="Close the case" warning cancel={`/cases/${caseId}`} initial={{ reason, detail, supportContinues, wouldBringBack }}>
        <ClosingFields />
      </Form>
    </div>
  );
}
