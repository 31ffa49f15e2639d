import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { admitGuest, guestToChange } from "../models/meetings/guest.server.ts";
import { GuestStep } from "../ui/guests.tsx";

export const meta = () => [{ title: "Let somebody in – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await guestToChange(ask, params.guestId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect(`/meetings/${await admitGuest(ask, params.guestId!)}/live`));

export default function Admit() {
  const guest = useLoaderData<typeof loader>();
  return <GuestStep guest={guest} title={`Let somebody in`} submit="Let in">They read what is written of this item, and what is written while they are in.</GuestStep>;
}
