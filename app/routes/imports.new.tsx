import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beginImport, importChoices } from "../import-begin.server.ts";
import { largestFile } from "../models/numbers/import.ts";
import { Form, Select, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Import a return – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json(await importChoices(ask));

export const action = ({ request, context: { ask, importer } }: ActionFunctionArgs) => beginImport(ask, request, importer, "ssda903");

export default function NewImport() {
  const { panels, authority } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/imports", text: "Imports" }]} title="Import a looked-after return" />
      <p className="govuk-body">Choose the CSV files of the statutory return (SSDA903). You will see what would change, and whom to take, before anything is written.</p>
      <Form submit="Check the files" cancel="/imports" encType="multipart/form-data" initial={{ authority, panelId: panels.length === 1 ? panels[0]!.value : "" }}>
        <Select name="panelId" label="Panel" hint="The children taken become this panel's candidates. No case is opened for them" choices={panels} />
        <TextInput name="authority" label="Local authority" hint="The council whose return it is: its numbers tell the children apart" width="20" />
        <TextInput name="files" type="file" multiple accept=".csv,text/csv" label="Files of the return" hint={`Choose header.csv, episodes.csv and missing.csv together. They are told apart by their columns. Up to ${largestFile / 1024 / 1024} MB each`} />
      </Form>
      <details className="govuk-details">
        <summary className="govuk-details__summary"><span className="govuk-details__summary-text">What is read, and what a return does not say</span></summary>
        <div className="govuk-details__text">
          <ul className="govuk-list govuk-list--bullet">
            <li>Header: number, sex, date of birth, ethnicity, unique pupil number</li>
            <li>Episodes: care episodes with legal status, placement, provider, need and reasons</li>
            <li>Missing: missing from care (M) and away from placement (A), with days only</li>
          </ul>
          <p>A return carries no names, no times and no interviews. These stay <em>not known</em>: hour rules count whole days as nights, and no reason rests on an interview.</p>
        </div>
      </details>
    </div>
  );
}
