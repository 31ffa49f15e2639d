import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done } from "../back.server.ts";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { cardsPage, showCards } from "../models/meetings/card.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Show all cards – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await cardsPage(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async (form) => done(request, form, `/meetings/${await showCards(ask, params.itemId!)}/live?item=${params.itemId}`));

export default function ShowCards() {
  const { head, cards } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.name} title="Show all cards" />
      <p className="govuk-body">{cards.set} {cards.set === 1 ? "agency has" : "agencies have"} set a level. Everybody sees all of them at once; they can no longer be changed, and stand in the minutes.</p>
      <Form submit="Show all cards" cancel={head.live}>{null}</Form>
    </div>
  );
}
