import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { beginRestricted, toBeginRestricted } from "../models/meetings/restricted.server.ts";
import { restrictedShape } from "../note-shapes.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { HandlingFields } from "../ui/notes.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Restricted minutes – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toBeginRestricted(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, restrictedShape, async (form) => redirect(`/restricted-minutes/${await beginRestricted(ask, params.itemId!, form)}`));

export default function BeginRestricted() {
  const { head, agency, agencies, contact } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title="Write restricted minutes" />
      <p className="govuk-body">Minutes of this item for those alone whom you choose here, apart from the minutes of the panel. {agency} writes them.</p>
      <Form submit="Begin" cancel={head.live} initial={{ contact, agencyIds: [] }}>
        <HandlingFields agencies={agencies} own={agency} thing="minutes" apart />
        <TextInput name="contact" label="Whom to contact" hint="Shown to those who may know of them and not read them" />
      </Form>
    </div>
  );
}
