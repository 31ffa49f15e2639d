import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { submit } from "../form.server.ts";
import { chooseWhom, takeOne } from "../models/numbers/import.server.ts";
import { choosingWhom } from "../models/numbers/import-shapes.server.ts";

export const meta = () => [{ title: "Import – Panelroom" }];

export const loader = ({ params }: LoaderFunctionArgs) => redirect(`/imports/${params.importId}`);

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, choosingWhom, async ({ groups, child, take, back }) => {
    if (child) await takeOne(ask, params.importId!, child, take === "yes");
    else await chooseWhom(ask, params.importId!, { known: groups.includes("known"), missingLately: groups.includes("missing"), all: false });
    return redirect(`/imports/${params.importId}${back}${child ? "#children" : ""}`);
  });

// Shown only around a refusal, which the page's boundary words.
export default function Answer() {
  return null;
}
