import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { timeOf } from "../models/core/days.ts";
import { unreadableWords } from "../models/meetings/document.ts";
import { closedMinutesOf } from "../models/meetings/closed.server.ts";
import { MinutesText } from "../ui/markdown.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Minutes of the closed session – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await closedMinutesOf(ask, params.itemId!));

export default function ClosedMinutes() {
  const { head, sessions } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title="Minutes of the closed session" />
      <p className="govuk-body">Not part of the minutes of the meeting, of any extract or of any paper.</p>
      {sessions.map((session) => (
        <section key={session.id} aria-labelledby={`session-${session.id}`}>
          <h2 className="govuk-heading-s" id={`session-${session.id}`}>{timeOf(session.from)} {session.to ? `to ${timeOf(session.to)}` : "until now"}: {session.agencies.join(", ")}</h2>
          <p className="undertext">Written by {session.minuter}</p>
          {session.blocks === null ? <p className="govuk-body">{unreadableWords}.</p> : session.blocks.length ? <MinutesText blocks={session.blocks} /> : <p className="govuk-body">Nothing was written.</p>}
        </section>
      ))}
    </div>
  );
}
