import { json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { kindOfImport } from "../models/numbers/import.ts";
import { importOf, previewOf } from "../models/numbers/import-preview.server.ts";
import { ImportEnded, ImportFiles, ImportProgress } from "../ui/import-state.tsx";
import { ImportPreview } from "../ui/import-preview.tsx";
import { Facts, PageTop } from "../ui/page.tsx";
import { dayAndTime } from "../models/core/days.ts";

export const meta = () => [{ title: "Import – Panelroom" }];

const pageIn = (text: string | null): number => Math.max(1, Math.min(100_000, Number.parseInt(text ?? "1", 10) || 1));

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const run = await importOf(ask, params.importId!);
  if (run.state === "columns") throw redirect(`/imports/${run.id}/columns`);
  const { searchParams } = new URL(request.url);
  const at = { page: pageIn(searchParams.get("page")), faultPage: pageIn(searchParams.get("refused")), only: searchParams.get("only") ?? "taken" };
  return json({ run, at, preview: run.state === "ready" ? await previewOf(ask, run.id, at) : null });
}

export default function Import() {
  const { run, at, preview } = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  const checking = run.state === "checking";
  useEffect(() => {
    if (!checking || state !== "idle") return;
    const again = setTimeout(revalidate, 700);
    return () => clearTimeout(again);
  }, [checking, state, revalidate]);
  return (
    <>
      <PageTop crumbs={[{ to: "/imports", text: "Imports" }]} caption={kindOfImport[run.kind]} title={{ checking: "Checking the files", ready: "What would change", confirmed: "Import confirmed", discarded: "Import discarded", failed: "The import could not go on", columns: "" }[run.state]} />
      {checking && <ImportProgress id={run.id} progress={run.progress} />}
      {preview && <ImportPreview run={run} preview={preview} at={at} />}
      {!checking && !preview && <ImportEnded run={run} />}
      <h2 className="govuk-heading-m">About this import</h2>
      <Facts rows={[["Panel", run.panel], ["Local authority", run.authority], ["Begun", `${dayAndTime(run.startedAt)} by ${run.by}`], ["Files", <ImportFiles key="files" files={run.summary.files} notes={preview ? [] : run.summary.notes} />]]} />
    </>
  );
}
