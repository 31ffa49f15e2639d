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
  return <Steady reading={state === "loading"} />;
}

class Steady extends Component<{ reading: boolean }> {
  override getSnapshotBeforeUpdate(): Place {
    const held = document.activeElement === document.body ? null : document.activeElement;
    return { y: scrollY, held, top: held?.getBoundingClientRect().top ?? 0 };
  }
  override componentDidUpdate(was: { reading: boolean }, _: unknown, { y, held, top }: Place): void {
    if (!was.reading || this.props.reading) return;
    if (scrollY !== y) scrollTo({ top: y, behavior: "instant" });
    const moved = held?.isConnected ? held.getBoundingClientRect().top - top : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }
  override render() {
    return null;
  }
}
