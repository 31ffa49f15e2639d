import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { subjectList } from "../models/subjects/list.server.ts";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Records – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ subjects: await subjectList(ask) });

export default function Records() {
  const { subjects } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Records"><ButtonLink to="/subjects/new/child">New record</ButtonLink></PageTop>
      {subjects.length ? <ul className="govuk-list">{subjects.map((s) => <li key={s.id}><Link className="govuk-link" to={`/subjects/${s.id}`}>{s.ref} {s.name}</Link></li>)}</ul> : <Empty>There are no records in your reach yet. Make one with “New record”.</Empty>}
    </>
  );
}
