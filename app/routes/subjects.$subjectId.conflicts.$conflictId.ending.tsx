import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { endConflict, toEnd } from "../models/subjects/conflict.server.ts";
import { text, z } from "../shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Form, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End a conflict of interest – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toEnd(ask, params.subjectId!, params.conflictId!));

const ending = () => z.object({ reason: text("Say why it is over", 2000) });

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, ending, async (form) => {
    await endConflict(context.ask, params.subjectId!, params.conflictId!, form);
    return redirect(`/subjects/${params.subjectId}/conflicts`);
  }, context);

export default function EndConflict() {
  const { subjectId, ref, name, declaredAt } = useLoaderData<typeof loader>();
  const back = `/subjects/${subjectId}/conflicts`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: `Conflicts of interest, ${ref}` }]} title={`End the conflict of interest of ${name}`} />
      <p className="govuk-body">It has stood since {dayAndTime(declaredAt)}. From now on {name} sees {ref} again as their panel does, with all that was written meanwhile.</p>
      <Form submit="End it" cancel={back} warning>
        <TextArea name="reason" label="Why is it over?" hint="In confidence: the chair and the deputy read it" rows={3} />
        <ProofField />
      </Form>
    </div>
  );
}
