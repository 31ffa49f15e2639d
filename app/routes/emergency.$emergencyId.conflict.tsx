import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useParams } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { emergencyHead, takeNoPartInEmergency } from "../models/oversight/emergency.server.ts";
import { declared, noPartShape } from "../no-part-shape.server.ts";
import { NoPartForm } from "../ui/no-part.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  found((await emergencyHead(ask, params.emergencyId!)).open || null);
  return json(null);
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, noPartShape, async ({ reason }) => {
    await takeNoPartInEmergency(ask, params.emergencyId!, reason);
    return redirect(declared);
  });

export default function EmergencyConflict() {
  return <NoPartForm known={[]} back={{ to: `/emergency/${useParams().emergencyId}`, text: "The record" }} thing="this record" then="That you opened it stays known, and is reviewed." />;
}
