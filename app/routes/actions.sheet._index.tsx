import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ownActions } from "../models/meetings/action-sheet.server.ts";
import { PaperShown } from "../ui/paper.tsx";

export const meta = () => [{ title: "Open actions – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ paper: await ownActions(ask, "page") });

export default function Sheet() {
  return <PaperShown paper={useLoaderData<typeof loader>().paper} files="/actions/sheet" />;
}
