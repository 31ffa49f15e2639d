import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { extractPaper } from "../models/meetings/single-papers.server.ts";
import { PaperShown } from "../ui/paper.tsx";

export const meta = () => [{ title: "Extract – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ paper: await extractPaper(ask, params.extractId!, "page") });

export default function Paper() {
  const { paper } = useLoaderData<typeof loader>();
  return <PaperShown paper={paper} files={`/extracts/${useParams().extractId}/paper`} />;
}
