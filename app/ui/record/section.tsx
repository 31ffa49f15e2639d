import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** One part of a record, with what can be done about it. */
export const Section = ({ id, title, count, act, children }: { id: string; title: string; count?: number; act?: { to: string; text: string } | false | null; children: ReactNode }) => (
  <section className="card recordpart" id={id} aria-labelledby={`${id}-head`}>
    <div className="cardtop">
      <h2 className="govuk-heading-m" id={`${id}-head`}>{title}{count !== undefined && count > 0 && <span className="cardtop__count">{count}</span>}</h2>
      {act && <Link className="govuk-link cardtop__act" to={act.to}>{act.text}</Link>}
    </div>
    {children}
  </section>
);

export const NotKnown = ({ children = "Not known" }: { children?: ReactNode }) => <span className="not-known">{children}</span>;
