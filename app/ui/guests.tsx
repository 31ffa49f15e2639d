import type { ReactNode } from "react";
import { timeOf } from "../models/core/days.ts";
import type { GuestAt } from "../models/meetings/guest.server.ts";
import { Form, PostButton } from "./form.tsx";
import { PageTop } from "./page.tsx";

const where = ({ state, since, apart }: Pick<GuestAt, "state" | "since" | "apart">): string =>
  apart ? `takes no part${state === "left" ? `, left at ${timeOf(since!.to!)}` : ""}` : state === "not signed" ? "has not yet agreed to the confidentiality statement" : state === "in" ? `in since ${timeOf(since!.from)}` : state === "left" ? `left at ${timeOf(since!.to!)}` : "not yet let in";

/** Who is invited to the item in hand, where they stand, and letting them in and showing them out. */
export function GuestsHere({ guests }: { guests: GuestAt[] }) {
  if (!guests.length) return null;
  return (
    <ul className="guests noprint" aria-label="Invited to this item">
      {guests.map((guest) => (
        <li className={`guests__one guests__one--${guest.state.replace(" ", "-")}`} key={guest.id}>
          <span className="guests__who"><strong>{guest.name}</strong> ({guest.agency}), {guest.capacity}: {where(guest)}{guest.mayWrite && !guest.apart && ", may write"}</span>
          <span className="guests__acts">
            {guest.may.admit && <PostButton small action={`/guests/${guest.id}/admission`} label="Let in" describe={guest.name} />}
            {guest.may.showOut && <PostButton small action={`/guests/${guest.id}/showing-out`} label="Show out" describe={guest.name} />}
            {guest.may.write && <PostButton small action={`/guests/${guest.id}/writing`} fields={{ mayWrite: guest.mayWrite ? "no" : "yes" }} label={guest.mayWrite ? "Reading only" : "Let write"} describe={guest.name} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Step {
  guest: { name: string; agency: string; capacity: string; item: string | null; meetingId: string };
  title: string;
  submit: string;
  warning?: boolean;
  initial?: Record<string, string>;
  fields?: ReactNode;
  children: ReactNode;
}

/** A step with somebody invited, as a page of its own: the meeting page's buttons post to the same address. */
export const GuestStep = ({ guest, title, submit, warning, initial, fields = null, children }: Step) => (
  <div className="narrow">
    <PageTop crumbs={[{ to: `/meetings/${guest.meetingId}/guests`, text: "Invited people" }]} title={title} caption={guest.item ?? "All items of the meeting"} />
    <p className="govuk-body"><strong>{guest.name}</strong>, {guest.agency}, {guest.capacity}. {children}</p>
    <Form submit={submit} cancel={`/meetings/${guest.meetingId}/guests`} warning={warning} initial={initial}>{fields}</Form>
  </div>
);
