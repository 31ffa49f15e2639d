import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { beginImport, importChoices } from "../import-begin.server.ts";
import { largestFile } from "../models/numbers/import.ts";
import { Form, Select, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add names – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json(await importChoices(ask));

export const action = ({ request, context: { ask, importer } }: ActionFunctionArgs) => beginImport(ask, request, importer, "names");

export default function NewNames() {
  const { panels, authority } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/imports", text: "Imports" }]} title="Add names to imported children" />
      <p className="govuk-body">A return carries numbers only. A list of names from the same authority, as CSV, gives each child their name. Children are matched by number, never by name, and nobody new is made.</p>
      <Form submit="Go on to the columns" cancel="/imports" encType="multipart/form-data" initial={{ authority, panelId: panels.length === 1 ? panels[0]!.value : "" }}>
        <Select name="panelId" label="Panel" choices={panels} />
        <TextInput name="authority" label="Local authority" hint="The council whose numbers these are" width="20" />
        <TextInput name="files" type="file" accept=".csv,text/csv" label="List of names" hint={`A CSV file whose first line names its columns. Up to ${largestFile / 1024 / 1024} MB`} />
      </Form>
    </div>
  );
}
