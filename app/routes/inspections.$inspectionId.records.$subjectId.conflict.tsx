import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useParams } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { inspects, takeNoPartInInspection } from "../models/oversight/inspection.server.ts";
import { declared, noPartShape } from "../no-part-shape.server.ts";
import { NoPartForm } from "../ui/no-part.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  await inspects(ask, params.inspectionId!, params.subjectId!);
  return json(null);
}

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  // Before anything of the form is read: it has no faults for those to whom it does not exist.
  await inspects(ask, params.inspectionId!, params.subjectId!);
  return submit(request, noPartShape, async ({ reason }) => {
    await takeNoPartInInspection(ask, params.inspectionId!, params.subjectId!, reason);
    return redirect(declared);
  });
}

export default function InspectionConflict() {
  const { inspectionId, subjectId } = useParams();
  return <NoPartForm known={[]} back={{ to: `/inspections/${inspectionId}/records/${subjectId}`, text: "The record" }} thing="this record, with its minutes," />;
}
