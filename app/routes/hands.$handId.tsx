import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { handToPlace, placeHand } from "../models/meetings/hand.server.ts";
import { places } from "../models/meetings/hand.ts";
import { oneOf, z } from "../shapes.server.ts";
import { Form, Radios } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "A hand – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await handToPlace(ask, params.handId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ place: oneOf(places, "Choose what is done with this hand"), stay: z.string().optional() }), async (form) => done(request, form, `/meetings/${await placeHand(ask, params.handId!, form.place)}/live`));

export default function HandPage() {
  const hand = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${hand.meetingId}/live`, text: "Meeting" }]} caption={hand.agency} title={`The hand of ${hand.name}`} />
      <Form submit="Do it" initial={{ place: hand.mayOrder ? "word" : "down" }} cancel={`/meetings/${hand.meetingId}/live`}>
        <Radios name="place" label="What is done with it" choices={[...(hand.mayOrder ? [{ value: "word", label: "Give the word" }, { value: "end", label: "Put it behind the others" }] : []), { value: "down", label: "Lower it" }]} />
      </Form>
    </div>
  );
}
