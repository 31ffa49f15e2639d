import type { ReactNode } from "react";
import type { Head } from "../models/subjects/reached.server.ts";
import { PageTop } from "./page.tsx";

/** The top of a form that changes a record: the way back to it, and whose it is. */
export const FormTop = ({ head, title, children }: { head: Pick<Head, "id" | "ref" | "name">; title: ReactNode; children?: ReactNode }) => (
  <PageTop crumbs={[{ to: "/subjects", text: "Records" }, { to: `/subjects/${head.id}`, text: head.ref }]} caption={<>{head.ref} {head.name}</>} title={title}>
    {children}
  </PageTop>
);
