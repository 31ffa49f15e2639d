import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { cardsPage, setCard } from "../models/meetings/card.server.ts";
import { cardsInWords } from "../models/meetings/card.ts";
import { line, z } from "../shapes.server.ts";
import { CardChoice } from "../ui/cards.tsx";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Cards on the table – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await cardsPage(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ place: line("Choose a level", 2), stay: z.string().optional() }), async (form) => {
    const meetingId = await setCard(ask, params.itemId!, form.place);
    return done(request, form, `/meetings/${meetingId}/live?item=${params.itemId}`);
  });

export default function CardsPage() {
  const { head, cards, closed } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.name} title="Cards on the table" />
      <p className="govuk-body" id="cards-note">{cards.shown ? `The levels proposed are ${cardsInWords(cards.shown.cards)}.` : `${cards.set} ${cards.set === 1 ? "agency has" : "agencies have"} set a level. Nobody sees one before the chair has all shown at once.`}</p>
      {cards.maySet ? <Form submit="Set it" cancel={head.live}><CardChoice cards={cards} name="cards-note" /></Form> : !cards.shown && closed && <p className="govuk-body">{closed}.</p>}
    </div>
  );
}
