import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useParams } from "@remix-run/react";
import { submit } from "../form.server.ts";
import type { Ask } from "../models/core/ask.server.ts";
import { found } from "../models/core/refuse.ts";
import { emergencyHead, takeNoPartInEmergency } from "../models/oversight/emergency.server.ts";
import { declared, noPartShape } from "../no-part-shape.server.ts";
import { NoPartForm } from "../ui/no-part.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

/** Throws NotFound when it is not this person's, or is over. */
const isOpenHere = async (ask: Ask, id: string) => found((await emergencyHead(ask, id)).open || null);

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  await isOpenHere(ask, params.emergencyId!);
  return json(null);
}

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  // Before anything of the form is read: it has no faults for those to whom it does not exist.
  await isOpenHere(ask, params.emergencyId!);
  return submit(request, noPartShape, async ({ reason }) => {
    await takeNoPartInEmergency(ask, params.emergencyId!, reason);
    return redirect(declared);
  });
}

export default function EmergencyConflict() {
  return <NoPartForm known={[]} back={{ to: `/emergency/${useParams().emergencyId}`, text: "The record" }} thing="this record" then="That you opened it stays known, and is reviewed." />;
}
