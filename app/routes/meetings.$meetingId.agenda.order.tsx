import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { meetingToBuild } from "../models/meetings/item.server.ts";
import { takeOrder, undoOrder } from "../models/meetings/order.server.ts";
import { oneOf, z } from "../shapes.server.ts";
import { ErrorSummary, PostButton, useRefused } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Order of the agenda – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ id: (await meetingToBuild(ask, params.meetingId!)).id });

/** Takes the suggested order of the agenda, or puts it back as it was. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, () => z.object({ order: oneOf(["suggested", "before"] as const, "Say which order") }), async ({ order }) => {
    await (order === "suggested" ? takeOrder : undoOrder)(ask, params.meetingId!);
    return redirect(`/meetings/${params.meetingId}/agenda#listed`);
  });

export default function Order() {
  const { id } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Order of the agenda" />
      <ErrorSummary refused={useRefused()} />
      <p className="govuk-body">In each section linked subjects stand together, and items to which the same person is invited. Higher risks stay first.</p>
      <PostButton action={`/meetings/${id}/agenda/order`} label="Take the suggested order" fields={{ order: "suggested" }} />
    </div>
  );
}
