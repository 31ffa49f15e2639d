import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, timeOf } from "../models/core/days.ts";
import { withdrawalsOf } from "../models/meetings/withdrawals.server.ts";
import { ButtonLink, Empty, Facts, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Withdrawals – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  return json({ ...(await withdrawalsOf(ask, params.itemId!)), done: new URL(request.url).searchParams.get("done") });
}

export default function Withdrawals() {
  const { head, mayWithdraw, withdrawals, done } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title="Withdrawals">
        {mayWithdraw && <ButtonLink to={`/items/${head.id}/withdrawals/new`}>Withdraw a passage</ButtonLink>}
        <ButtonLink to={head.live}>Back to the meeting</ButtonLink>
      </PageTop>
      {withdrawals.some((w) => w.id === done) && <Notice kind="success" title="The passage is withdrawn">It has left the minutes, their history and every screen.</Notice>}
      {withdrawals.length === 0 && <Empty>Nothing was withdrawn from these minutes.</Empty>}
      {withdrawals.map((w) =>
        w.detail ? (
          <section className="withdrawal" key={w.id} aria-labelledby={`w-${w.id}`}>
            <h2 className="govuk-heading-m" id={`w-${w.id}`}>A passage {w.of === "chair" ? "of the chair’s minutes " : w.of === "restricted" ? "of restricted minutes " : ""}was withdrawn at {timeOf(w.at)}</h2>
            <Facts rows={[
              ["Withdrawn", `${dayAndTime(w.at)}, by ${w.detail.by}`],
              ["What", `${w.detail.chars.toLocaleString("en-GB")} characters, the first of them typed ${w.detail.since ? dayAndTime(w.detail.since) : "at a time not known"}`],
              ["Where it went", w.detail.toChair ? "To the chair’s minutes of this item" : "Nowhere: it is not kept"],
              ["Reason", w.detail.reason],
            ]} />
            <h3 className="govuk-heading-s">Who may have seen it</h3>
            <ul className="govuk-list">
              {w.detail.seen.map((one) => <li key={one.name + one.agency}><strong>{one.name}</strong>, {one.agency}: {one.how}, {timeOf(one.at)}</li>)}
            </ul>
          </section>
        ) : <p className="govuk-body" key={w.id}>A passage was withdrawn at {timeOf(w.at)}.</p>,
      )}
      <p className="govuk-body"><Link className="govuk-link" to={head.live}>Back to the meeting</Link></p>
    </>
  );
}
