import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { endGuest, guestToChange } from "../models/meetings/guest.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { GuestStep } from "../ui/guests.tsx";

export const meta = () => [{ title: "Take an invitation back – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await guestToChange(ask, params.guestId!));

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect(`/meetings/${await endGuest(context.ask, params.guestId!)}/guests`), context);

export default function EndGuest() {
  const guest = useLoaderData<typeof loader>();
  return <GuestStep guest={guest} title={`Take an invitation back`} submit="Take it back" warning fields={<ProofField />}>From now on nothing of this meeting is theirs to see. The minutes still say when they were in.</GuestStep>;
}
