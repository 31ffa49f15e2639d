import { Link } from "@remix-run/react";
import type { Around } from "../models/meetings/around.server.ts";

/** Under an item's minutes: the restricted ones that this person reads, who holds others, and the way to begin one's own agency's. */
export const RestrictedHere = ({ itemId, restricted: { minutes, mayBegin } }: { itemId: string; restricted: Around["restricted"] }) => (
  <>
    {minutes.map((one) => (
      <p className="under__line" key={one.id}>
        {typeof one.forWhom === "string"
          ? <><Link className="govuk-link" to={`/restricted-minutes/${one.id}`}>Restricted minutes of {one.agency}</Link> <span className="rows__note">{one.forWhom}{one.hidden && ", hidden from others"}</span></>
          : <>Restricted minutes are held by {one.forWhom.by}: contact {one.forWhom.contact}.</>}
      </p>
    ))}
    {mayBegin && <p className="under__line"><Link className="govuk-link" to={`/items/${itemId}/restricted-minutes/new`}>Write restricted minutes of this item</Link></p>}
  </>
);
