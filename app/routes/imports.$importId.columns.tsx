import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found, NotAgreed } from "../models/core/refuse.ts";
import { chooseColumns } from "../models/numbers/import.server.ts";
import { headingsOf } from "../models/numbers/import-columns.server.ts";
import { whyNotMap } from "../models/numbers/import-names.ts";
import { choosingColumns } from "../models/numbers/import-shapes.server.ts";
import { Form, Select } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Choose columns – Panelroom" }];

export async function loader({ params, context: { ask, importer } }: LoaderFunctionArgs) {
  const columns = await headingsOf(ask, params.importId!, importer.folder);
  return columns.state === "columns" ? json(columns) : redirect(`/imports/${params.importId}`);
}

export const action = ({ request, params, context: { ask, importer } }: ActionFunctionArgs) =>
  submit(request, choosingColumns, async (form) => {
    const { headings } = await headingsOf(ask, params.importId!, importer.folder);
    const why = whyNotMap(form, headings);
    if (why) throw new NotAgreed(why.message, why.field);
    await chooseColumns(ask, params.importId!, { ...form, child: found(form.child) });
    importer.check(params.importId!);
    return redirect(`/imports/${params.importId}`);
  });

export default function Columns() {
  const { headings, guess, file, rows, notes, authority } = useLoaderData<typeof loader>();
  const shown = (name: keyof typeof guess) => ({ choices: headings.filter(Boolean).map((heading) => ({ value: heading, label: heading })), empty: name === "child" ? "Choose a column" : "Not in this file" });
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/imports", text: "Imports" }]} title="Which column holds what?" />
      <p className="govuk-body">{file} has {rows.toLocaleString("en-GB")} rows. Children of {authority} are matched by number.</p>
      {notes.map((note) => <Notice key={note} kind="warning">{note}</Notice>)}
      <Form submit="Check the list" cancel="/imports" initial={guess}>
        <Select name="child" label="The authority's number" {...shown("child")} />
        <Select name="family" label="Family name" {...shown("family")} />
        <Select name="given" label="Given names" {...shown("given")} />
        <Select name="born" label="Date of birth" hint="Only to check: a row whose date differs from the record's is refused" {...shown("born")} />
      </Form>
    </div>
  );
}
