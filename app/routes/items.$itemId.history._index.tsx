import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { historyOf } from "../models/meetings/history.server.ts";
import { AuthoredText, Legend } from "../ui/authored.tsx";
import { HistorySlider, momentOf, StepList } from "../ui/history-slider.tsx";
import { MinutesText } from "../ui/markdown.tsx";
import { ButtonLink, Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "History of the minutes – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const number = (name: string) => (/^\d{1,9}$/.test(query.get(name) ?? "") ? Number(query.get(name)) : undefined);
  return json(await historyOf(ask, params.itemId!, { at: number("at"), step: number("step"), authors: query.get("authors") === "yes" }));
}

/** What stood in an item's minutes at any moment, who wrote it, and the way back to it. */
export default function HistoryPage() {
  const history = useLoaderData<typeof loader>();
  const { item, at, last, runs, blocks, people } = history;
  return (
    <>
      <PageTop crumbs={[{ to: item.live, text: "Meeting" }]} caption={item.caption} title={`History of ${item.name}`} />
      {last === 0 ? <Empty>Nothing has been written yet.</Empty> : (
        <>
          {history.folded && <p className="govuk-body">These minutes are approved: the text of every ten minutes of writing is kept, no longer each change.</p>}
          <HistorySlider history={history} />
          <div className="moments__acts">
            <Link className="govuk-link" to={momentOf(item.id, { at }, !runs)} replace preventScrollReset>{runs ? "Show the text alone" : "Show who wrote what"}</Link>
            {history.mayRestore && !history.isNow && <ButtonLink to={`/items/${item.id}/history/restoration?at=${at}`}>Restore this text</ButtonLink>}
          </div>
          {runs && <Legend people={people} />}
          <section aria-labelledby="at-this-moment" className="minutes moments__text">
            <h3 className="govuk-visually-hidden" id="at-this-moment">The minutes at this moment</h3>
            {runs ? runs.length ? <AuthoredText runs={runs} people={people} /> : <p className="minutes__none">Nothing stood here.</p>
              : blocks?.length ? <MinutesText blocks={blocks} /> : <p className="minutes__none">Nothing stood here.</p>}
          </section>
          <StepList history={history} />
        </>
      )}
    </>
  );
}
