import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { guestsOf } from "../models/meetings/guest.server.ts";
import { tellTimes } from "../models/meetings/own-time.server.ts";
import { z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Tell people their times – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, toldOtherwise } = await guestsOf(ask, params.meetingId!);
  return json({ id: meeting.id, count: toldOtherwise });
}

/** Tells those invited whose time has changed their new one. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({}), async () => {
    await tellTimes(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/guests`);
  });

export default function Times() {
  const { id, count } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/guests`, text: "Invited people" }]} title="Tell people their times" />
      <p className="govuk-body">{count === 0 ? "Everybody invited knows when their item is planned." : `${count} ${count === 1 ? "person does" : "people do"} not know the time that is planned now. Each gets a letter with their own.`}</p>
      {count > 0 && <Form submit="Tell them" cancel={`/meetings/${id}/guests`}>{null}</Form>}
    </div>
  );
}
