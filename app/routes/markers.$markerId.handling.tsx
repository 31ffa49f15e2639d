import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { answerHandling, changeAnswerHandling } from "../models/subjects/marker.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Rehandling } from "../ui/notes.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Who may read an answer – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await answerHandling(ask, params.markerId!));

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => redirect(`/subjects/${await changeAnswerHandling(context.ask, params.markerId!, form)}#markers`), whenWider(context));

export default function AnswerHandling() {
  const { marker, handling, agencyIds, readers, changes, agencies } = useLoaderData<typeof loader>();
  const back = `/markers/${marker.id}/confirmation`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: marker.ref }]} caption={marker.words} title="Who may read the answer" />
      {marker.answerRef && <p className="govuk-body">Reference there {marker.answerRef}</p>}
      {marker.answerNote && <p className="govuk-body">{marker.answerNote}</p>}
      <Rehandling cancel={back} readers={readers} changes={changes} agencies={agencies} own={marker.owner} thing={null} initial={{ handling, agencyIds }}>
        <ProofField legend={whenMoreWill} />
      </Rehandling>
    </div>
  );
}
