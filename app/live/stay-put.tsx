import { useRevalidator } from "@remix-run/react";
import { Component } from "react";

interface Place {
  y: number;
  /** What has the focus, and where it stands on the screen. */
  held: Element | null;
  top: number;
}

/**
 * Keeps the page where it is while it reads itself again: what somebody is writing in stays under their hands though something came in
 * above, and nobody is taken to the top. (The router takes every reading for a way to somewhere: this stands after its ScrollRestoration.)
 */
export function StayPut() {
  const { state } = useRevalidator();
  return <Steady when={state} />;
}

/** Keeps what has the focus where it stands on the screen whenever `when` is another: beside what comes and goes above it. */
export class Steady extends Component<{ when: string }> {
  override getSnapshotBeforeUpdate(): Place {
    const held = document.activeElement === document.body ? null : document.activeElement;
    return { y: scrollY, held, top: held?.getBoundingClientRect().top ?? 0 };
  }
  override componentDidUpdate(was: { when: string }, _: unknown, { y, held, top }: Place): void {
    if (was.when === this.props.when) return;
    if (scrollY !== y) scrollTo({ top: y, behavior: "instant" });
    // What is shown no more stands nowhere.
    const moved = held?.getClientRects().length ? held.getBoundingClientRect().top - top : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }
  override render() {
    return null;
  }
}
