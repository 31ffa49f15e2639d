import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadFile } from "../models/subjects/file.server.ts";

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { bytes, name } = await downloadFile(ask, params.fileId!);
  // Never shown by a browser, whatever it holds.
  return new Response(new Uint8Array(bytes), { headers: { "Content-Type": "application/octet-stream", "Content-Disposition": `attachment; filename="${name}"`, "Content-Security-Policy": "sandbox; default-src 'none'" } });
}
