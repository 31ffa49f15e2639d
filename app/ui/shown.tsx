import { Fragment } from "react";
import { piecesOf } from "../models/core/characters.ts";

/** What people typed, with characters that nobody would see, and words that look like others, shown for what they are. */
export function Shown({ text }: { text: string }) {
  const pieces = piecesOf(text);
  if (pieces.length === 1 && pieces[0]!.means === null) return text;
  return pieces.map(({ text, means }, i) =>
    means === null ? <Fragment key={i}>{text}</Fragment>
    : means.startsWith("U+") ? <span key={i} className="oddchar">[{means}]</span>
    : <span key={i} className="oddword">{text}<span className="oddchar">[{means}]</span></span>,
  );
}
