import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { endOwnSession, ownSessions } from "../models/people/sessions.server.ts";
import { maybeId, z } from "../shapes.server.ts";
import { PostButton } from "../ui/form.tsx";
import { Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Where you are signed in – Panelroom" }];

export const loader = async ({ request, context: { ask, token, settings } }: LoaderFunctionArgs) => json({ sessions: await ownSessions(ask, token, settings.limits), ended: new URL(request.url).searchParams.has("ended") });

const ending = () => z.object({ sessionId: maybeId() });

/** Ends one, or all others. */
export const action = ({ request, context: { ask, token, settings } }: ActionFunctionArgs) =>
  submit(request, ending, async ({ sessionId }) => {
    await endOwnSession(ask, token, settings.limits, sessionId);
    return redirect("/account/sessions?ended");
  });

export default function Sessions() {
  const { sessions, ended } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/account", text: "Your account" }]} title="Where you are signed in" />
      {ended && <Notice kind="success">Ended. Pages that were open there show nothing any more.</Notice>}
      <ul className="invited">
        {sessions.map((session) => (
          <li className="invited__one" key={session.id}>
            <div>
              <strong>{session.agent}</strong> {session.here ? <Tag colour="green">Here</Tag> : session.locked && <Tag>Locked</Tag>}
              <span className="undertext">since {dayAndTime(session.since)}, last used {dayAndTime(session.seen)}</span>
            </div>
            {!session.here && <PostButton small action="/account/sessions" fields={{ sessionId: session.id }} label="End" describe={`${session.agent}, since ${dayAndTime(session.since)}`} />}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && <PostButton action="/account/sessions" label="End all others" />}
      <p className="govuk-body">If you do not know one of them, end it and <a className="govuk-link" href="/account">change your password</a>.</p>
    </div>
  );
}
