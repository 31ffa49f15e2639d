import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addAlias, aliasKinds, aliasesOf } from "../models/subjects/change.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { line, oneOf, z } from "../shapes.server.ts";
import { Form, PostButton, Select, TextInput } from "../ui/form.tsx";
import { Empty } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Names – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ head: await headOf(ask, params.subjectId!), aliases: await aliasesOf(ask, params.subjectId!), kinds: aliasKinds });

const naming = () => z.object({ name: line("Enter the name"), kind: oneOf(aliasKinds, "Choose what kind of name it is") });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, naming, async (form) => {
    await addAlias(ask, params.subjectId!, form);
    return redirect(`/subjects/${params.subjectId}/aliases`);
  });

export default function Aliases() {
  const { head, aliases, kinds } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Other names" />
      {aliases.length ? (
        <ul className="govuk-list rows">
          {aliases.map((a) => (
            <li key={a.id} className="rows__one">
              <span>{a.name} <span className="rows__note">{a.kind}</span></span>
              <PostButton action={`/subjects/${head.id}/aliases/${a.id}/removal`} label="Take away" describe={a.name} small />
            </li>
          ))}
        </ul>
      ) : (
        <Empty>No other names yet. A record is found by each of them.</Empty>
      )}
      <Form submit="Add the name" cancel={`/subjects/${head.id}`} initial={{ kind: "known as" }}>
        <TextInput name="name" label="Another name" />
        <Select name="kind" label="What kind of name" choices={kinds} />
      </Form>
    </div>
  );
}
