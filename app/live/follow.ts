import { useLocation } from "@remix-run/react";
import { useEffect, useReducer, useRef } from "react";
import { typedWithin } from "./lines.ts";

/** Who typed within so many milliseconds is not taken along in the middle of a word. */
const wordMs = 4000;

interface Shown {
  item: { id: string } | null;
  steps: { id: string }[];
}

/**
 * What to show of what was read: the newest, but when only the chair moved on (the address is the same) somebody who is typing
 * keeps their item until they pause or go, unless it is not theirs to see any more. (A form of the desk that is open keeps its own item.) Returns what to show and whether the meeting has moved on meanwhile.
 */
export function useFollowing<T extends Shown>(read: T): { shown: T; movedOn: boolean; go: () => void } {
  const { key } = useLocation();
  const kept = useRef({ key, shown: read });
  const going = useRef(false);
  const [, again] = useReducer((n: number) => n + 1, 0);
  const moved = kept.current.key === key && kept.current.shown.item !== null && kept.current.shown.item.id !== read.item?.id;
  const stillTheirs = read.steps.some((step) => step.id === kept.current.shown.item?.id);
  const holding = moved && stillTheirs && !going.current && typedWithin(wordMs);
  useEffect(() => {
    if (!holding) return;
    const timer = setInterval(again, 500);
    return () => clearInterval(timer);
  }, [holding]);
  if (!holding) {
    kept.current = { key, shown: read };
    going.current = false;
  }
  return {
    shown: kept.current.shown, movedOn: holding,
    go: () => {
      going.current = true;
      again();
    },
  };
}
