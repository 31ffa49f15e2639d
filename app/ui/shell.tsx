import { Form, NavLink, useLocation } from "@remix-run/react";
import type { FormEvent, ReactNode } from "react";
import { lockNow } from "../live/lock.tsx";
import type { RootData } from "../root.tsx";
import { FindBox } from "./subject-picker.tsx";

const marking = "OFFICIAL-SENSITIVE";

/** The frame of every page: marking at top and foot, who is signed in, the parts of the product that are theirs. From a page that `failed` every way leads to a page of its own. */
export function Shell({ who, demo, failed, children }: { who: RootData["who"]; demo: boolean; failed: boolean; children: ReactNode }) {
  const { pathname } = useLocation();
  const wide = /\/(live|room|shared)$/.test(pathname);
  return (
    <>
      <a href="#main" className="govuk-skip-link">
        Skip to main content
      </a>
      <header>
        <p className="marking">{marking}</p>
        <div className="masthead">
          <div className={wide ? "masthead__inner masthead__inner--wide" : "masthead__inner"}>
            <a href="/" className="masthead__name">
              Panelroom
            </a>
            {demo && <span className="masthead__demo">Demonstration: nobody here is real</span>}
            {who && (
              <div className="masthead__who">
                <a href="/account" className="masthead__link">
                  {who.name}
                  <span className="masthead__agency">{who.agency}</span>
                </a>
                <Form method="post" action="/lock" reloadDocument onSubmit={lock}>
                  <input type="hidden" name="to" value={pathname} />
                  <button type="submit" className="masthead__button">Lock</button>
                </Form>
                <Form method="post" action="/sign-out" reloadDocument>
                  <button type="submit" className="masthead__button">
                    Sign out
                  </button>
                </Form>
              </div>
            )}
          </div>
          {who && (
            <nav className="mainnav" aria-label="Main">
              <ul className={wide ? "mainnav__list mainnav__list--wide" : "mainnav__list"}>
                <Place anew={failed} to="/home">Start</Place>
                {who.panels && <Place anew={failed} to="/panels">Panels</Place>}
                {who.panels && <Place anew={failed} to="/subjects">Records</Place>}
                <Place anew={failed} to="/actions">Actions</Place>
                {who.administrator && <Place anew={failed} to="/admin">Administration</Place>}
                {who.auditor && <Place anew={failed} to="/audit">Audit</Place>}
                {who.privacy && <Place anew={failed} to="/privacy">Privacy</Place>}
                {who.panels && !wide && (
                  <li className="mainnav__find">
                    <FindBox />
                  </li>
                )}
              </ul>
            </nav>
          )}
        </div>
      </header>
      <main id="main" className={wide ? "content content--wide" : "content"} tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <p className="foot__text">
          Panelroom is not an emergency route and replaces no child-protection procedure. If a child is in immediate danger, ring 999.
        </p>
        <p className="marking">{marking}</p>
      </footer>
    </>
  );
}

/** With scripts the page locks where it is. */
function lock(event: FormEvent): void {
  event.preventDefault();
  dispatchEvent(new Event(lockNow));
}

const Place = ({ to, anew, children }: { to: string; anew: boolean; children: ReactNode }) => (
  <li>
    <NavLink to={to} prefetch="none" reloadDocument={anew} className={({ isActive }) => (isActive ? "mainnav__link mainnav__link--here" : "mainnav__link")}>
      {children}
    </NavLink>
  </li>
);
