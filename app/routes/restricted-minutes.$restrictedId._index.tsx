import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Minutes, plainCookie } from "../live/minutes.tsx";
import { timeOf } from "../models/core/days.ts";
import { restrictedMinutesOf } from "../models/meetings/restricted.server.ts";
import { ReadBy } from "../ui/around.tsx";
import { HandlingHistory } from "../ui/handled.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Restricted minutes – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  return json({ ...(await restrictedMinutesOf(ask, params.restrictedId!)), plain: new RegExp(`(^|; )${plainCookie}=yes`).test(request.headers.get("Cookie") ?? "") });
}

export default function RestrictedMinutes() {
  const { id, head, agency, hidden, own, closed, blocks, plain, readers, withdrawn, seenBy, changes } = useLoaderData<typeof loader>();
  return (
    <div className="chairs">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title={`Restricted minutes of ${agency}`}>
        {own && <ButtonLink to={`/restricted-minutes/${id}/handling`}>Change who may read them</ButtonLink>}
        {own && <ButtonLink to={`/restricted-minutes/${id}/removal`}>Take them back</ButtonLink>}
      </PageTop>
      <p className="govuk-body">Not part of the minutes of the panel or of any extract; in papers for those alone who read them.{hidden && " Hidden from others."}{!own && ` ${agency} writes them.`}</p>
      <ReadBy readers={readers} />
      <Minutes key={id} level={2} itemId={head.id} documentId={id} label={`${head.name}, restricted`} mayWrite={closed === null} closed={closed} blocks={blocks} plain={plain} />
      {withdrawn.length > 0 && <p className="under__line">{withdrawn.length === 1 ? "A passage was" : `${withdrawn.length} passages were`} withdrawn at {withdrawn.map(timeOf).join(", ")}. <Link className="govuk-link" to={`/items/${head.id}/withdrawals`}>Withdrawals</Link></p>}
      {own && <HandlingHistory readers={seenBy} changes={changes} done="read" several />}
    </div>
  );
}
