import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { takeNoPart, toTakeNoPart } from "../models/followup/no-part.server.ts";
import { declared, noPartShape } from "../no-part-shape.server.ts";
import { NoPartForm } from "../ui/no-part.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toTakeNoPart(ask, { sharing: params.sharingId! }));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, noPartShape, async (form) => {
    await takeNoPart(ask, { sharing: params.sharingId! }, form);
    return redirect(declared);
  });

export default function SharingConflict() {
  const { known } = useLoaderData<typeof loader>();
  return <NoPartForm known={known} back={{ to: `/sharing/${useParams().sharingId}`, text: "Sharing decision" }} thing="the decision" then="The chair sees what you were to send, and that somebody else must." />;
}
