import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { changeLinkHandling, linkHandling, linkOf } from "../models/subjects/link.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Who may read a link – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const { link, other } = await linkOf(ask, head.id, params.linkId!);
  return json({ head, words: `${other.ref} ${other.name}: ${link.kind}`, linkId: link.id, ...(await linkHandling(ask, head.id, link.id)) });
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => {
    const head = await headOf(context.ask, params.subjectId!);
    await changeLinkHandling(context.ask, head.id, params.linkId!, form);
    return redirect(`/subjects/${head.id}#links`);
  }, whenWider(context));

export default function LinkHandling() {
  const { head, linkId, words, handling, agencyIds, hidden, readers, changes, agencies, agency } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Who may read this link" />
      <p className="govuk-body">{words}</p>
      {readers.length > 0 && <Notice title="Already read by">{readers.map((one) => `${one.name} (${one.agency})`).join(", ")}. They have read it, whatever you choose now.</Notice>}
      {changes.length > 0 && <ul className="govuk-list">{changes.map((one) => <li key={one.at}>{dayAndTime(one.at)}, {one.by}: from “{one.was}” to “{one.became}”, for {one.reason}{one.lawfulBasis && ` (${one.lawfulBasis})`}</li>)}</ul>}
      <Form submit="Change" cancel={`/subjects/${head.id}/links/${linkId}`} initial={{ handling, agencyIds, hidden: hidden ? "on" : "", lawfulBasis: "" }}>
        <HandlingFields agencies={agencies} own={agency} thing="link" />
        <TextArea name="reason" label="Why?" rows={2} />
        <Select name="lawfulBasis" label="Lawful basis, when more people will read it" choices={lawfulBases} empty="Fewer people, or the same" />
        <ProofField legend={whenMoreWill} />
      </Form>
    </div>
  );
}
