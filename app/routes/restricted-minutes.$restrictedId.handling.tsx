import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { rehandleRestricted, restrictedMinutesOf, whose } from "../models/meetings/restricted.server.ts";
import { rehandlingShape, whenWider } from "../note-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Rehandling } from "../ui/notes.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Who may read restricted minutes – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { own, id, head, agency, handling, hidden, seenBy, agencies, agencyIds } = await restrictedMinutesOf(ask, params.restrictedId!);
  allow(own, whose);
  return json({ id, head, agency, handling, hidden, seenBy, agencies, agencyIds });
}

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, rehandlingShape, async (form) => {
    await rehandleRestricted(context.ask, params.restrictedId!, form);
    return redirect(`/restricted-minutes/${params.restrictedId}`);
  }, whenWider(context));

export default function ChangeRestrictedHandling() {
  const { id, head, agency, handling, hidden, seenBy, agencies, agencyIds } = useLoaderData<typeof loader>();
  const to = `/restricted-minutes/${id}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to, text: "Restricted minutes" }]} caption={`${head.caption}, ${head.name}`} title="Who may read these minutes" />
      <Rehandling cancel={to} readers={seenBy} agencies={agencies} own={agency} thing="minutes" initial={{ handling, agencyIds, hidden: hidden ? "on" : "" }}>
        <ProofField legend={whenMoreWill} />
      </Rehandling>
    </div>
  );
}
