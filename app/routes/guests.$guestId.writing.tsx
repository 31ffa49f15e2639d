import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { guestToChange, letGuestWrite } from "../models/meetings/guest.server.ts";
import { oneOf, z } from "../shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Radios } from "../ui/form.tsx";
import { GuestStep } from "../ui/guests.tsx";

export const meta = () => [{ title: "Let somebody write – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await guestToChange(ask, params.guestId!));

const writing = () => z.object({ mayWrite: oneOf(["yes", "no"], "Choose whether they may write") });

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, writing, async ({ mayWrite }) => redirect(`/meetings/${await letGuestWrite(context.ask, params.guestId!, mayWrite === "yes")}/live`), ({ mayWrite }) => (mayWrite === "yes" ? context : null));

export default function LetWrite() {
  const guest = useLoaderData<typeof loader>();
  return (
    <GuestStep guest={guest} title="Let somebody write" submit="Save" initial={{ mayWrite: guest.mayWrite ? "yes" : "no" }} fields={<><Radios name="mayWrite" label="The minutes of this item" choices={[{ value: "yes", label: "They read and write" }, { value: "no", label: "They read only" }]} /><ProofField legend="If they may write: prove that it is you" /></>}>
      It holds while they are in.
    </GuestStep>
  );
}
