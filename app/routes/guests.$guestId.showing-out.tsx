import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { showGuestOut, guestToChange } from "../models/meetings/guest.server.ts";
import { GuestStep } from "../ui/guests.tsx";

export const meta = () => [{ title: "Show somebody out – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await guestToChange(ask, params.guestId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect(`/meetings/${await showGuestOut(ask, params.guestId!)}/live`));

export default function ShowOut() {
  const guest = useLoaderData<typeof loader>();
  return <GuestStep guest={guest} title={`Show somebody out`} submit="Show out">They leave the minutes at once. Afterwards they read what was agreed.</GuestStep>;
}
