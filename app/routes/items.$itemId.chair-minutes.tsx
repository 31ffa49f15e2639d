import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Minutes, plainCookie } from "../live/minutes.tsx";
import { timeOf } from "../models/core/days.ts";
import { chairMinutesOf } from "../models/meetings/chair-minutes.server.ts";
import { ReadBy } from "../ui/around.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "The chair’s minutes – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  return json({ ...(await chairMinutesOf(ask, params.itemId!)), plain: new RegExp(`(^|; )${plainCookie}=yes`).test(request.headers.get("Cookie") ?? "") });
}

export default function ChairMinutes() {
  const { head, documentId, mayWrite, closed, blocks, plain, readers, withdrawn } = useLoaderData<typeof loader>();
  return (
    <div className="chairs">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title="The chair’s minutes" />
      <p className="govuk-body">Not part of the minutes of the meeting, of any extract or of any paper.</p>
      <ReadBy readers={readers} />
      <Minutes key={documentId} level={2} itemId={head.id} documentId={documentId} label={`${head.name}, the chair’s`} mayWrite={mayWrite} closed={closed} blocks={blocks} plain={plain} />
      {withdrawn.length > 0 && <p className="under__line">{withdrawn.length === 1 ? "A passage was" : `${withdrawn.length} passages were`} withdrawn at {withdrawn.map(timeOf).join(", ")}. <Link className="govuk-link" to={`/items/${head.id}/withdrawals`}>Withdrawals</Link></p>}
    </div>
  );
}
