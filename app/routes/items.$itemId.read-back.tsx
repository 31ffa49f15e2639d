import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf } from "../models/followup/amend.server.ts";
import { agreeReadBack } from "../models/meetings/read-back.server.ts";
import { Desk } from "../ui/desk.tsx";
import { liveOf } from "../ui/entry-page.tsx";
import { ErrorSummary, useRefused } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Read-back – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  return json({ desk, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async (form) => {
    await agreeReadBack(ask, params.itemId!);
    return done(request, form, `/items/${params.itemId}/read-back`);
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  const { item } = desk;
  return (
    <>
      <PageTop crumbs={[{ to: back, text: "Meeting" }]} caption={[item.number, item.subject?.ref ?? item.title].filter(Boolean).join(" · ")} title="Read-back" />
      <ErrorSummary refused={useRefused()} />
      <div className="entryform"><Desk desk={desk} /></div>
    </>
  );
}
