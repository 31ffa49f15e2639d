import { useFetcher } from "@remix-run/react";
import { timeOf } from "../models/core/days.ts";
import type { Cards } from "../models/meetings/card.server.ts";
import { differ } from "../models/meetings/card.ts";
import { Stay } from "./desk.tsx";
import { FaultOf } from "./form.tsx";

const sets = (count: number): string => (count === 0 ? "No agency has set a level yet" : `${count} ${count === 1 ? "agency has" : "agencies have"} set a level`);

/** The choice of one's own agency. What is sent is as long whichever level it is. */
export const CardChoice = ({ cards, name }: { cards: Cards; name: string }) => (
  <fieldset className="cards__choice">
    <legend className="cards__legend">{cards.agency} proposes</legend>
    <div className="cards__levels">
      {[...cards.levels, { place: "00", name: "None" }].map((level) => (
        <label className="cards__level" key={level.place}>
          <input type="radio" name="place" value={level.place} defaultChecked={cards.own === level.place} key={cards.own} aria-describedby={name} /> {level.name}
        </label>
      ))}
    </div>
  </fieldset>
);

/** Cards on the table: one's own agency's, hidden until the chair has all shown; then everybody's. */
export function CardsHere({ itemId, cards }: { itemId: string; cards: Cards }) {
  const fetcher = useFetcher();
  const showing = useFetcher();
  if (cards.shown)
    return (
      <section className="cards" aria-labelledby="cards-title">
        <h3 className="cards__title" id="cards-title">Levels proposed{differ(cards.shown.cards) && <span className="cards__differ"> They differ</span>}</h3>
        <dl className="cards__shown">{cards.shown.cards.map((card) => <div key={card.agency}><dt>{card.agency}</dt><dd>{card.level}</dd></div>)}</dl>
        <p className="cards__note">Shown at {timeOf(cards.shown.at)}. They stand in the minutes beside what was agreed.</p>
      </section>
    );
  if (!cards.maySet && !cards.mayShow && !cards.set) return null;
  return (
    <details className="cards">
      <summary className="cards__summary">Cards on the table: {sets(cards.set)}</summary>
      <p className="cards__note" id={`cards-note-${itemId}`}>Nobody sees a level before the chair has all shown at once. Until then yours can be changed.</p>
      <FaultOf data={fetcher.data ?? showing.data} />
      {cards.maySet && (
        <fetcher.Form method="post" action={`/items/${itemId}/cards`} className="cards__form">
          <Stay />
          <CardChoice cards={cards} name={`cards-note-${itemId}`} />
          <button type="submit" className="govuk-button govuk-button--secondary button-small">{cards.own === "00" ? "Set it" : "Set anew"}<span className="govuk-visually-hidden"> for {cards.agency}</span></button>
          <span className="cards__own" role="status">{cards.own === "00" ? "Not set." : "Set."}</span>
        </fetcher.Form>
      )}
      {cards.mayShow && (
        <showing.Form method="post" action={`/items/${itemId}/cards/showing`} className="cards__form">
          <Stay />
          <button type="submit" className="govuk-button button-small">Show all cards</button>
        </showing.Form>
      )}
    </details>
  );
}
