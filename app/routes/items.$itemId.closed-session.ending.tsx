import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { timeOf } from "../models/core/days.ts";
import { endSession, toEndSession } from "../models/meetings/closed.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Open the session again – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toEndSession(ask, params.itemId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect(`/meetings/${(await endSession(ask, params.itemId!)).meetingId}/live`));

export default function EndSession() {
  const { head, since, agencies } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={head.name} title="Open the session again" />
      <p className="govuk-body">It is closed since {timeOf(since)} to all but {agencies.join(", ")}. Everybody finds the item again; what was written in closed session stays with those who were in it.</p>
      <Form submit="Open the session again" cancel={head.live}>{null}</Form>
    </div>
  );
}
