import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { meetingPaper } from "../models/meetings/papers.server.ts";
import { PaperShown } from "../ui/paper.tsx";

export const meta = () => [{ title: "Paper – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ paper: await meetingPaper(ask, params.meetingId!, params.paper!, "page") });

export default function Paper() {
  const { paper } = useLoaderData<typeof loader>();
  const { meetingId, paper: name } = useParams();
  return (
    <>
      <nav className="govuk-breadcrumbs" aria-label="Breadcrumb"><ol className="govuk-breadcrumbs__list"><li className="govuk-breadcrumbs__list-item"><a className="govuk-breadcrumbs__link" href={`/meetings/${meetingId}`}>Meeting</a></li><li className="govuk-breadcrumbs__list-item"><a className="govuk-breadcrumbs__link" href={`/meetings/${meetingId}/papers`}>Papers</a></li></ol></nav>
      <PaperShown paper={paper} files={`/meetings/${meetingId}/papers/${name}`} />
    </>
  );
}
