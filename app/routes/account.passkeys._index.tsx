import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { ownPasskeys } from "../models/people/passkey.server.ts";
import { ButtonLink, Empty, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Your passkeys – Panelroom" }];

export const loader = async ({ request, context: { ask } }: LoaderFunctionArgs) => json({ ...(await ownPasskeys(ask)), done: new URL(request.url).searchParams.get("done") });

export default function Passkeys() {
  const { passkeys, allowed, done } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/account", text: "Your account" }]} title="Your passkeys">
        {allowed && <ButtonLink to="/account/passkeys/new">Add a passkey</ButtonLink>}
      </PageTop>
      {done === "added" && <Notice kind="success">Added. From now on you can sign in with it.</Notice>}
      {done === "removed" && <Notice kind="success">Removed. Whatever was opened with it elsewhere is signed out.</Notice>}
      {!allowed && <Notice>Your agency does not use passkeys.</Notice>}
      {passkeys.length === 0 ? <Empty>You have none.</Empty> : (
        <ul className="invited">
          {passkeys.map((passkey) => (
            <li className="invited__one" key={passkey.id}>
              <div>
                <strong>{passkey.name}</strong>
                <span className="undertext">added {dayAndTime(passkey.since)}, {passkey.used ? `last used ${dayAndTime(passkey.used)}` : "not used since"}</span>
              </div>
              <Link className="govuk-link" to={`/account/passkeys/${passkey.id}/removal`}>Remove<span className="govuk-visually-hidden"> {passkey.name}</span></Link>
            </li>
          ))}
        </ul>
      )}
      <p className="govuk-body">A passkey stands in for the code of an authenticator app: your device asks for your finger, your face or its PIN. If you have lost a device, remove its passkey here.</p>
    </div>
  );
}
