import { Link } from "@remix-run/react";
import { createContext, type ReactNode, useContext } from "react";

// A record that is read by itself, in an emergency or by an inspector, leads nowhere: the other pages are out of that reader's reach.

const Alone = createContext(false);

/** A record in here is read by itself. */
export const ReadAlone = ({ children }: { children: ReactNode }) => <Alone.Provider value={true}>{children}</Alone.Provider>;

export const useAlone = (): boolean => useContext(Alone);

/** A link to another page; the words alone where the record is read by itself. */
export const Way = ({ to, children }: { to: string; children: ReactNode }) => (useAlone() ? <span>{children}</span> : <Link className="govuk-link" to={to}>{children}</Link>);
