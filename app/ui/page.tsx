import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

export interface Crumb {
  to: string;
  text: string;
}

/** The top of a page: the way back, caption, title, and what can be done here. */
export function PageTop({ crumbs = [], caption, title, children }: { crumbs?: Crumb[]; caption?: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="pagetop">
      {crumbs.length > 0 && (
        <nav className="govuk-breadcrumbs" aria-label="Breadcrumb">
          <ol className="govuk-breadcrumbs__list">
            {crumbs.map((crumb) => (
              <li className="govuk-breadcrumbs__list-item" key={crumb.to}>
                <Link className="govuk-breadcrumbs__link" to={crumb.to}>{crumb.text}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="pagetop__row">
        <h1 className="govuk-heading-l pagetop__title">
          {caption && <span className="govuk-caption-l">{caption}</span>}
          {title}
        </h1>
        {children && <div className="pagetop__acts">{children}</div>}
      </div>
    </div>
  );
}

/** A link that looks like a button. */
export const ButtonLink = ({ to, children, secondary = true }: { to: string; children: ReactNode; secondary?: boolean }) => (
  <Link to={to} className={secondary ? "govuk-button govuk-button--secondary" : "govuk-button"}>{children}</Link>
);

/** Names and values in two columns; an unknown value is *not known*, never blank. */
export function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="govuk-summary-list facts">
      {rows.map(([name, value]) => (
        <div className="govuk-summary-list__row" key={name}>
          <dt className="govuk-summary-list__key">{name}</dt>
          <dd className="govuk-summary-list__value">{value === null || value === undefined || value === "" ? <span className="not-known">Not known</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Colour = "grey" | "green" | "turquoise" | "blue" | "purple" | "pink" | "red" | "orange" | "yellow";
/** A short state in colour and words. */
export const Tag = ({ colour = "grey", children }: { colour?: Colour; children: ReactNode }) => <strong className={`govuk-tag govuk-tag--${colour}`}>{children}</strong>;

/** What a page says when it has nothing to list. */
export const Empty = ({ children }: { children: ReactNode }) => <p className="empty">{children}</p>;

/** A message that something was done, or needs attention. */
export const Notice = ({ title, children, kind = "note" }: { title?: string; children: ReactNode; kind?: "note" | "warning" | "success" }) => (
  <div className={`notice notice--${kind}`} role={kind === "success" ? "status" : undefined}>
    {title && <p className="notice__title">{title}</p>}
    <div>{children}</div>
  </div>
);

/** Previous and next, with the count; `at` makes the address of a page. `label` tells two of them on one page apart. */
export function Paging({ page, pages, total, noun, at, label = "Pages" }: { page: number; pages: number; total: number; noun: string; at: (page: number) => string; label?: string }) {
  return (
    <nav className="paging" aria-label={label}>
      <span>{total === 0 ? `No ${noun}` : `${total.toLocaleString("en-GB")} ${noun}${pages > 1 ? `, page ${page} of ${pages}` : ""}`}</span>
      {pages > 1 && (
        <span className="paging__links">
          {page > 1 && <Link className="govuk-link" to={at(page - 1)} rel="prev">Previous page</Link>}
          {page < pages && <Link className="govuk-link" to={at(page + 1)} rel="next">Next page</Link>}
        </span>
      )}
    </nav>
  );
}

/** A column's heading that sorts by that column. */
export function SortHead({ label, column, sort, at, numeric }: { label: string; column: string; sort: { by: string; down: boolean }; at: (by: string, down: boolean) => string; numeric?: boolean }) {
  const here = sort.by === column;
  return (
    <th scope="col" className={`govuk-table__header${numeric ? " govuk-table__header--numeric" : ""}`} aria-sort={here ? (sort.down ? "descending" : "ascending") : "none"}>
      <Link className="sorthead" to={at(column, here ? !sort.down : false)}>
        {label}
        <span aria-hidden="true">{here ? (sort.down ? " ▼" : " ▲") : ""}</span>
      </Link>
    </th>
  );
}
