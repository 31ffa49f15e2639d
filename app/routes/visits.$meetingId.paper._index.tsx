import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { visitPaper } from "../models/meetings/single-papers.server.ts";
import { PaperShown } from "../ui/paper.tsx";

export const meta = () => [{ title: "Your item – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ paper: await visitPaper(ask, params.meetingId!, "page") });

export default function Paper() {
  const { paper } = useLoaderData<typeof loader>();
  return <PaperShown paper={paper} files={`/visits/${useParams().meetingId}/paper`} />;
}
