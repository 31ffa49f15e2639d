import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { confirmImport } from "../models/numbers/import-confirm.server.ts";

export const meta = () => [{ title: "Import – Panelroom" }];

export const loader = ({ params }: LoaderFunctionArgs) => redirect(`/imports/${params.importId}`);

export async function action({ params, context: { ask } }: ActionFunctionArgs) {
  await confirmImport(ask, params.importId!);
  return redirect(`/imports/${params.importId}`);
}

// Shown only around a refusal, which the page's boundary words.
export default function Answer() {
  return null;
}
