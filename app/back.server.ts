import { json, redirect } from "@remix-run/node";

/** A path of ours, or `otherwise`: no address from outside may follow a form. */
export const safePath = (to: unknown, otherwise: string): string => (typeof to === "string" && /^\/(?![/\\])[^\s\\]*$/.test(to) ? to : otherwise);

/** Where to after sign-in: the page that was asked for, else the start. */
export const onward = (to: string | null): string => (to && /^\/(sign|second)-/.test(to) ? "/home" : safePath(to, "/home"));

/** After a form: back to the place that its address names in `to`, else `otherwise`. A form posted within a page (`stay`) stays there and is told what was done, and its reference. */
export function done(request: Request, form: { stay?: string | undefined }, otherwise: string, id?: string, ref?: string | null): Response {
  if (form.stay) return json({ done: id ?? true, ref: ref ?? null });
  return redirect(safePath(new URL(request.url).searchParams.get("to"), otherwise));
}

/** The `to` of an address as a query that hands it on, when it leads to a page of ours. */
export function toIn(request: Request): string {
  const to = new URL(request.url).searchParams.get("to");
  return to && onward(to) === to ? `?to=${encodeURIComponent(to)}` : "";
}
