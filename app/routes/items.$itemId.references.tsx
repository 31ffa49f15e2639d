import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type SerializeFrom } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { referencesFor } from "../models/followup/live-reference.server.ts";
import { type LiveReferences, referencesIn } from "../models/followup/live-reference.ts";
import { minutesReferences } from "../models/meetings/references.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "References – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await minutesReferences(ask, params.itemId!));

/** Posted, as references stand in no address: what these mean, for the minutes' page while somebody types, and for this one. A reading: not refused when the disk is full, as forms are. */
export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  const form = await request.formData();
  return json({ references: await referencesFor(ask, params.itemId!, referencesIn(String(form.get("refs") ?? "").slice(0, 12_000))) });
}

export default function References() {
  const { item, references } = useLoaderData<typeof loader>();
  const asked = useAnswer<SerializeFrom<typeof action>>()?.references;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${item.meetingId}/live?item=${item.id}`, text: "Meeting" }]} caption={item.number ?? undefined} title="What the references mean" />
      <Meanings of={references} none="No reference that you may follow stands in these minutes." />
      <Form submit="Look them up"><TextInput name="refs" label="Other references" hint="Such as C-0147, MACSE-27/A1/1" width="20" /></Form>
      {asked && <Meanings of={asked} none="None that you may follow." />}
    </div>
  );
}

const Meanings = ({ of, none }: { of: LiveReferences; none: string }) => {
  const all = Object.values(of);
  if (!all.length) return <Empty>{none}</Empty>;
  return <ul className="govuk-list">{all.map((one) => <li key={one.ref}><strong>{one.to ? <Link className="govuk-link" to={one.to}>{one.ref}</Link> : one.ref}</strong> {one.words}</li>)}</ul>;
};
