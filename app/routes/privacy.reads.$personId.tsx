import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { readKinds } from "../models/oversight/reads.ts";
import { followUpReads, readerToFollowUp } from "../models/oversight/reads.server.ts";
import { followUpShape } from "../oversight-shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Looked into – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const kind = new URL(request.url).searchParams.get("kind");
  return json({ person: await readerToFollowUp(ask, params.personId!), kind: readKinds.find((one) => one === kind) ?? null });
}

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await readerToFollowUp(ask, params.personId!);
  return submit(request, followUpShape, async (form) => {
    await followUpReads(ask, { personId: params.personId!, ...form });
    return redirect("/privacy/reads?saved");
  });
}

export default function FollowUp() {
  const { person, kind } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }, { to: "/privacy/reads", text: "Readings worth a look" }]} caption={`${person.name}, ${person.agency}`} title="I looked into this" />
      <Form submit="Write it down" cancel="/privacy/reads" initial={{ kind: kind ?? "" }}>
        <Radios name="kind" label="What did you look into?" choices={readKinds.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }))} />
        <TextArea name="note" label="What did you find, and what follows?" hint="Up to now this is then not said again. Name nobody but by reference." rows={3} />
      </Form>
    </div>
  );
}
