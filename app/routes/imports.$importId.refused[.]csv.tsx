import type { LoaderFunctionArgs } from "@remix-run/node";
import { faultsAsCsv, faultsOf } from "../models/numbers/import-preview.server.ts";

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) =>
  new Response(faultsAsCsv(await faultsOf(ask, params.importId!)), { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": 'attachment; filename="refused-rows.csv"' } });
