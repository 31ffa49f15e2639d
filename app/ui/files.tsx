import { Link } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { largestFile, sizeInWords } from "../models/subjects/file.ts";
import type { FileShown } from "../models/subjects/file.server.ts";
import { Form, Select, TextInput } from "./form.tsx";
import { HandlingFields } from "./notes.tsx";
import { Tag } from "./page.tsx";
import { useAlone } from "./record/way.tsx";

/** Files of a record, an item or an action: those that this person may open; of others, who holds them. */
export const Files = ({ files }: { files: FileShown[] }) =>
  files.length === 0 ? <p className="not-known">None</p> : <ul className="notes">{files.map((file) => <li key={file.id}><FileLine file={file} /></li>)}</ul>;

/** One file, with the way to it. */
export function FileLine({ file, alone = false }: { file: FileShown; alone?: boolean }) {
  const noWay = useAlone();
  const { title } = file;
  return (
    <div className={`note${file.forWhom === "Restricted" ? " note--restricted" : ""}`}>
      <p className="note__top">
        <strong>{file.agency}</strong>
        <span className="note__for">{file.forWhom}{file.hidden && ", hidden from others"}</span>
        {file.late && <Tag colour="yellow">Late paper</Tag>}
      </p>
      {typeof title === "string" ? (
        <p className="note__text">{noWay ? title : <a className="govuk-link" href={`/files/${file.id}/download`} download>{title}</a>} <span className="rows__note">{file.inWords}</span></p>
      ) : (
        <p className="note__held">A file held by {title.by}: contact {title.contact}.</p>
      )}
      <p className="note__foot">
        {file.by}, {dayAndTime(file.at)}
        {!noWay && !alone && typeof title === "string" && <> · <Link className="govuk-link" to={`/files/${file.id}`}>{file.own ? "Who has opened it, for whom it is" : "About it"}<span className="govuk-visually-hidden">: {title}</span></Link></>}
      </p>
    </div>
  );
}

/** The papers of an item, beside its subject's card: nothing where there are none and none may be added. */
export const Papers = ({ itemId, files, mayAdd }: { itemId: string; files: FileShown[]; mayAdd: boolean }) =>
  files.length || mayAdd ? (
    <section className="card subjectcard" aria-labelledby="papers-head">
      <h2 className="govuk-heading-s" id="papers-head">Papers of this item</h2>
      <Files files={files} />
      {mayAdd && <p><Link className="govuk-link" to={`/items/${itemId}/files/new`}>Add a paper</Link></p>}
    </section>
  ) : null;

/** The form that adds a file. */
export const FileForm = ({ panels, agencies, contact, agency, cancel }: { panels: { id: string; name: string }[]; agencies: { id: string; name: string }[]; contact: string; agency: string; cancel: string }) => (
  <Form submit="Add the file" cancel={cancel} encType="multipart/form-data" initial={{ panelId: panels[0]?.id ?? "", contact, handling: "shared", agencyIds: [] }}>
    <TextInput name="file" type="file" label="File" hint={`PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or text, up to ${sizeInWords(largestFile)}, without macros. It can be downloaded, and each time is kept in the audit`} />
    <TextInput name="title" label="What is it?" hint="Shown in its place. The file is saved under a name that says nothing" />
    {panels.length > 1 ? <Select name="panelId" label="For which panel?" choices={panels.map((one) => ({ value: one.id, label: one.name }))} empty={null} /> : <input type="hidden" name="panelId" value={panels[0]?.id ?? ""} />}
    <HandlingFields agencies={agencies} own={agency} thing="file" />
    <TextInput name="contact" label="Whom to contact" hint="Shown to those who may know of it and not open it" />
  </Form>
);
