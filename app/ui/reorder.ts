import { useFetcher } from "@remix-run/react";
import { type PointerEvent, useEffect, useRef, useState } from "react";

export interface Grip {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/**
 * Dragging items of one list by a grip, with mouse, pen or finger. What was dropped is posted as the buttons post it, and the page's own order
 * is shown again when the answer is there. Returns no grips before scripts have loaded.
 */
export function useReorder(ids: string[]): { order: string[]; held: string | null; grip: (id: string) => Grip | null } {
  const fetcher = useFetcher();
  const [ready, setReady] = useState(false);
  const [dragged, setDragged] = useState<string[] | null>(null);
  const [held, setHeld] = useState<{ id: string; list: HTMLElement } | null>(null);
  const order = dragged && dragged.length === ids.length && dragged.every((id) => ids.includes(id)) ? dragged : ids;
  const latest = useRef({ ids, order, submit: fetcher.submit });
  latest.current = { ids, order, submit: fetcher.submit };
  useEffect(() => setReady(true), []);
  // The server's order stands again once it has answered.
  const state = useRef(fetcher.state);
  useEffect(() => {
    if (state.current !== "idle" && fetcher.state === "idle") setDragged(null);
    state.current = fetcher.state;
  }, [fetcher.state]);

  // Heard on the window: React may move the grip itself in the page, which would end a pointer capture.
  useEffect(() => {
    if (!held) return;
    const { id, list } = held;
    const move = (event: globalThis.PointerEvent) => {
      const lines = [...list.querySelectorAll<HTMLElement>(":scope > [data-item]")].filter((line) => line.dataset.item !== id);
      const before = lines.find((line) => event.clientY < line.getBoundingClientRect().top + line.offsetHeight / 2)?.dataset.item;
      const rest = latest.current.order.filter((other) => other !== id);
      const at = before ? rest.indexOf(before) : rest.length;
      const next = [...rest.slice(0, at), id, ...rest.slice(at)];
      if (next.join() !== latest.current.order.join()) setDragged(next);
    };
    const drop = () => {
      setHeld(null);
      const { order, ids, submit } = latest.current;
      if (order.join() === ids.join()) return setDragged(null);
      submit({ to: "before", before: order[order.indexOf(id) + 1] ?? "" }, { method: "post", action: `/items/${id}/position` });
    };
    const cancel = () => {
      setHeld(null);
      setDragged(null);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", cancel);
    return () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", cancel);
    };
  }, [held]);

  const grip = (id: string): Grip | null => {
    if (!ready || ids.length < 2) return null;
    return {
      onPointerDown: (event) => {
        const list = event.currentTarget.closest("ol");
        if (event.button !== 0 || !list) return;
        event.preventDefault();
        setHeld({ id, list });
      },
    };
  };
  return { order, held: held?.id ?? null, grip };
}
