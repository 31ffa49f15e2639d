import type { ReactNode } from "react";
import { PageTop } from "./page.tsx";

interface Step {
  action: { id: string; ref: string; what: string; owner: string };
}

/** The frame of a form that does one thing to an action. */
export const StepPage = ({ step: { action }, title, children }: { step: Step; title: string; children: ReactNode }) => (
  <div className="entryform">
    <PageTop crumbs={[{ to: "/actions", text: "Actions" }, { to: `/actions/${action.id}`, text: action.ref }]} caption={action.ref} title={title} />
    <div className="card stepcard"><p>{action.what}</p><p className="sub">{action.owner}</p></div>
    {children}
  </div>
);
