// Cards on the table: each agency sets the level that it proposes, hidden; the chair has all shown at once.

export interface ShownCard {
  agency: string;
  level: string;
}

/**
 * A level as it goes to and from a page before the showing: its place on the panel's scale in two digits, "00" for none. Whichever level was
 * chosen, what is sent has the same length.
 */
export const placeOf = (scale: readonly { name: string }[], level: string | null): string => String(level === null ? 0 : scale.findIndex((one) => one.name === level) + 1).padStart(2, "0");

/** The level at a place of the scale; null for "00"; undefined for what is no place of it. */
export function levelAt(scale: readonly { name: string }[], place: string): string | null | undefined {
  if (place === "00") return null;
  return /^\d\d$/.test(place) ? scale[Number(place) - 1]?.name : undefined;
}

/** Why a card cannot be set any more, in the user's words; null when it can. */
export function whyNotSet(item: { kind: string; meeting_status: string; withdrawn_at: string | null }, isShown: boolean): string | null {
  if (item.kind === "standing") return "A standing item has no risk level";
  if (item.withdrawn_at) return "This item was withdrawn from the agenda";
  if (item.meeting_status !== "live") return item.meeting_status === "published" ? "Levels are proposed once the meeting runs" : "The meeting is not running";
  if (isShown) return "The cards are on the table: they can no longer be changed";
  return null;
}

/** "Northmoor Constabulary: High; Seaholme Health: Medium" */
export const cardsInWords = (cards: readonly ShownCard[]): string => cards.map((card) => `${card.agency}: ${card.level}`).join("; ");

/** Whether agencies proposed different levels. */
export const differ = (cards: readonly ShownCard[]): boolean => new Set(cards.map((card) => card.level)).size > 1;
