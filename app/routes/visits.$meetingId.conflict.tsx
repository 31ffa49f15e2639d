import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { takeNoPart, toTakeNoPart } from "../models/followup/no-part.server.ts";
import { declared, noPartShape } from "../no-part-shape.server.ts";
import { NoPartForm } from "../ui/no-part.tsx";

export const meta = () => [{ title: "Declare a conflict of interest – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toTakeNoPart(ask, { visit: params.meetingId! }));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, noPartShape, async (form) => {
    const { rest } = await takeNoPart(ask, { visit: params.meetingId! }, form);
    return redirect(rest ? `/visits/${params.meetingId}` : declared);
  });

export default function VisitConflict() {
  const { known } = useLoaderData<typeof loader>();
  return <NoPartForm known={known} back={{ to: `/visits/${useParams().meetingId}`, text: "Your item" }} thing="the item, its minutes" />;
}
