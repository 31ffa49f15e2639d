import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";
import { placeCode } from "../models/meetings/passage.ts";
import type { Place } from "./editor.ts";
import type { Line } from "./line.ts";

/** Leads from the passage that is marked in the minutes to the form that withdraws it; with nothing marked, to the choice of lines. */
export function WithdrawButton({ itemId, line, place, say }: { itemId: string; line: Line; place: () => Place | null; say: (words: string) => void }) {
  const navigate = useNavigate();
  const go = () => {
    // The form shows what the log holds: what is not there yet has no place in it.
    if (line.pending) return say("Some words are not saved yet. Withdraw the passage when they are.");
    const at = place();
    const [from, to] = at ? [placeCode(at.anchor), placeCode(at.head)] : ["", ""];
    navigate(`/items/${itemId}/withdrawals/new?document=${line.documentId}${from === to ? "" : `&from=${from}&to=${to}`}`);
  };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.ctrlKey || !event.altKey || event.code !== "KeyW" || !document.activeElement?.closest("#minutes")) return;
      event.preventDefault();
      go();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  });
  return <button type="button" className="tool" title="Withdraw what is marked (Ctrl+Alt+W)" aria-keyshortcuts="Control+Alt+W" onClick={go}>Withdraw…</button>;
}
