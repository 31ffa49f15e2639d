import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { changeLinkHandling, linkHandling, linkOf } from "../models/subjects/link.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Rehandling } from "../ui/notes.tsx";
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
      <Rehandling cancel={`/subjects/${head.id}/links/${linkId}`} readers={readers} changes={changes} agencies={agencies} own={agency} thing="link" initial={{ handling, agencyIds, hidden: hidden ? "on" : "" }}>
        <ProofField legend={whenMoreWill} />
      </Rehandling>
    </div>
  );
}
