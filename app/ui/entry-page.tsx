import type { ReactNode } from "react";
import type { Desk } from "../models/followup/desk.ts";
import { Notice, PageTop } from "./page.tsx";

/** The frame of a form that records under an item, on a page of its own. */
export function EntryPage({ desk, title, back, children }: { desk: Desk; title: string; back: string; children: ReactNode }) {
  const { item } = desk;
  const name = item.subject ? [item.subject.ref, item.subject.name !== item.subject.ref && item.subject.name].filter(Boolean).join(" ") : item.title;
  return (
    <>
      <PageTop crumbs={[{ to: back, text: "Back" }]} caption={[item.number, name].filter(Boolean).join(" · ")} title={title} />
      {desk.closed ? <Notice title="Nothing can be recorded here now" kind="warning">{desk.closed}.</Notice> : <div className="entryform">{children}</div>}
    </>
  );
}

/** Where a form of an item leads back to: its meeting's page. */
export const liveOf = (desk: Desk): string => `/meetings/${desk.item.meetingId}/live?item=${desk.item.id}`;
