import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, type ShouldRevalidateFunctionArgs, isRouteErrorResponse, Links, LiveReload, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useEffect, useState } from "react";
import { lockMinutes } from "./models/people/lock.server.ts";
import type { Ask } from "./models/core/ask.server.ts";
import { holidaysOf, keepHolidaysOf, type Nation } from "./models/core/workdays.ts";
import { mustProve, provesBy } from "./models/people/factor.server.ts";
import { provingProviderOf } from "./models/people/provider.server.ts";
import styles from "./styles/main.css";
import { useBell } from "./live/bell.ts";
import { Lock } from "./live/lock.tsx";
import { frameLastsMs, readOrKeep, remember } from "./live/keep.ts";
import { useSendingWaits } from "./live/sending.ts";
import { StayPut } from "./live/stay-put.tsx";
import { useNonce } from "./ui/nonce.ts";
import { Shell } from "./ui/shell.tsx";
import { WordsLeft } from "./ui/words-left.tsx";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: styles },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const meta = () => [{ title: "Panelroom" }];

/** What the frame of every page needs: who is signed in, and which parts of the product are theirs. */
export async function loader({ context: { ask, settings, provedAt } }: LoaderFunctionArgs) {
  const { who } = ask;
  return json({
    who: who.id ? { id: who.id, name: who.name, agency: who.agencyName, panels: who.memberships.length > 0, administrator: who.isAdministrator, auditor: who.isAuditor, privacy: who.isPrivacyOfficer } : null,
    demo: settings.demo,
    /** After how many minutes without use the page locks. */
    lockMinutes: who.id ? await lockMinutes(ask, who.id, settings.limits) : 0,
    /** By what to prove again who acts, when what weighs asks for it now. */
    mustProve: who.id && mustProve(provedAt, ask.now) ? await proofsOf(ask) : null,
    readAt: ask.now.toISOString(),
    holidays: holidaysOf(),
  });
}

async function proofsOf(ask: Ask) {
  const by = await provesBy(ask);
  return { app: by.includes("app"), passkey: by.includes("passkey"), provider: await provingProviderOf(ask) };
}

let readAtMs = Number.NEGATIVE_INFINITY;
export const clientLoader = async ({ serverLoader }: ClientLoaderFunctionArgs) => {
  const data = await readOrKeep("root", () => serverLoader<typeof loader>());
  readAtMs = performance.now();
  return data;
};

/** When a page only reads itself again (the bell rings in a room of 35), its frame is not read each time with it. */
export const shouldRevalidate = ({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean =>
  defaultShouldRevalidate && (formMethod !== undefined || currentUrl.href !== nextUrl.href || performance.now() - readAtMs > frameLastsMs);

export type RootData = { who: { id: string; name: string; agency: string; panels: boolean; administrator: boolean; auditor: boolean; privacy: boolean } | null; demo: boolean; lockMinutes: number; mustProve: { app: boolean; passkey: boolean; provider: { id: string; name: string } | null } | null; readAt: string; holidays: Nation };

/**
 * Whether this page has drawn. When what it shows goes out of reach while it is open, its whole frame is made anew around the error, and React makes
 * scripts by writing HTML, which the policy of every page forbids (server/http.ts): they are left out then, for they run already.
 */
let drawn = false;

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const [withScripts] = useState(() => !drawn);
  useEffect(() => {
    drawn = true;
  }, []);
  const failed = useRouteError() !== undefined;
  const data = useRouteLoaderData<typeof loader>("root") as RootData | undefined;
  if (data) keepHolidaysOf(data.holidays);
  return (
    <html lang="en-GB" className="govuk-template">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <Meta />
        <Links />
      </head>
      <body className="govuk-template__body">
        <Shell who={data?.who ?? null} demo={data?.demo ?? false} failed={failed}>
          {children}
        </Shell>
        {withScripts && <ScrollRestoration nonce={nonce} />}
        <StayPut />
        {withScripts && <Scripts nonce={nonce} />}
        {withScripts && <LiveReload nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  const data = useLoaderData<typeof loader>();
  useEffect(() => remember("root", data), [data]);
  useBell();
  return (
    <>
      <WordsLeft />
      <Outlet />
      <SendingWaits />
      <Lock />
    </>
  );
}

/** Said at the foot of the window, over whatever page it is: what was sent has not arrived. */
const SendingWaits = () => (
  <div role="status">{useSendingWaits() && <p className="sendingwaits">Panelroom cannot be reached. What you typed stays on this page, and you can send it once it is reached again.</p>}</div>
);

export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const [title, text] =
    status === 404
      ? ["Page not found", "If you typed the address, check that it is right. If you followed a link, what it led to may have moved, or may not be shared with you."]
      : status === 403
        ? ["You may not do this", isRouteErrorResponse(error) && typeof error.data === "string" ? error.data : "Ask the panel's chair or coordinator."]
        : status === 409
          ? ["This cannot be done now", isRouteErrorResponse(error) && typeof error.data === "string" ? error.data : "Go back and look again."]
          : ["Sorry, something went wrong", "What you sent was not kept. Go back and try again; if it happens again, tell your administrator what you were doing and when."];
  return (
    <>
      <title>{`${title} – Panelroom`}</title>
      <h1 className="govuk-heading-l">{title}</h1>
      <p className="govuk-body">{text}</p>
      <p className="govuk-body">
        <a className="govuk-link" href="/">
          Go to your start page
        </a>
      </p>
    </>
  );
}
