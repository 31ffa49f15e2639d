import { Form, Link } from "@remix-run/react";
import type { ImportFile } from "../models/numbers/import.ts";
import type { Preview } from "../models/numbers/import-preview.server.ts";
import { Notice } from "./page.tsx";

/** How far the check is. The page reads itself again; without script a link does. */
export const ImportProgress = ({ id, progress }: { id: string; progress: string | null }) => (
  <div className="import-progress">
    <p className="import-progress__words" role="status">{progress ?? "Waiting to begin"}</p>
    <p className="govuk-body">The check goes on by itself, and nothing is written. You may leave this page and come back.</p>
    <p className="govuk-body"><a className="govuk-link" href={`/imports/${id}`}>Look again</a></p>
    <Discard id={id} words="Stop and discard" />
  </div>
);

/** Ends an import that was not confirmed. */
export const Discard = ({ id, words = "Discard" }: { id: string; words?: string }) => (
  <Form method="post" action={`/imports/${id}/withdrawal`} className="inline-form">
    <button type="submit" className="govuk-button govuk-button--secondary">{words}</button>
  </Form>
);

/** What became of an import that is over. */
export function ImportEnded({ run }: { run: Preview }) {
  const { written } = run.summary;
  if (run.state === "confirmed")
    return (
      <Notice kind="success" title={written ? `${number(written.children.fresh)} new, ${number(written.children.changed)} changed, ${number(written.children.same)} unchanged` : undefined}>
        {run.kind === "ssda903" ? (
          <p>The children taken are candidates of {run.panel}: its rules may now propose them. Rows of everyone else are gone. <Link className="govuk-link" to="/subjects">Go to the records</Link> or <Link className="govuk-link" to="/imports/names">add names</Link>.</p>
        ) : (
          <p>The names are on the records. <Link className="govuk-link" to="/subjects">Go to the records</Link>.</p>
        )}
      </Notice>
    );
  if (run.state === "discarded") return <Notice><p>Nothing was written, and nothing of the files is kept. <Link className="govuk-link" to="/imports/new">Import again</Link>.</p></Notice>;
  return (
    <Notice kind="warning" title={run.failed ?? "The check stopped"}>
      <p>Nothing was written. <Link className="govuk-link" to={run.kind === "names" ? "/imports/names" : "/imports/new"}>Choose the files again</Link>.</p>
    </Notice>
  );
}

const number = (n: number): string => n.toLocaleString("en-GB");

/** The files of an import, what each was taken for, and what was said of them. */
export const ImportFiles = ({ files, notes }: { files: ImportFile[]; notes: string[] }) => (
  <>
    <ul className="import-files">
      {files.map((file, i) => <li key={i}>{file.name}{file.kind && `: ${file.kind === "names" ? "names" : `${file.kind} file`}, ${number(file.rows)} rows${file.refused ? `, ${number(file.refused)} refused` : ""}`}</li>)}
    </ul>
    {notes.map((note) => <p className="import-files" key={note}>{note}</p>)}
  </>
);
