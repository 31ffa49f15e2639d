import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { timelinePage } from "../models/subjects/record.server.ts";
import { isTimelineKind, timelineKindName, timelineKinds } from "../models/subjects/timeline.ts";
import { Empty, Paging } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { TimelineList } from "../ui/record/side.tsx";

export const meta = () => [{ title: "Timeline – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const wanted = searchParams.get("kind");
  const kind = isTimelineKind(wanted) ? wanted : null;
  return json({ ...(await timelinePage(ask, params.subjectId!, { kind, page: Number(searchParams.get("page")) || 1 })), kind });
}

export default function TimelinePage() {
  const { id, ref, name, timeline, kind } = useLoaderData<typeof loader>();
  const at = (page: number) => `/subjects/${id}/timeline?${new URLSearchParams({ ...(kind ? { kind } : {}), page: String(page) })}`;
  return (
    <>
      <FormTop head={{ id, ref, name }} title="Timeline" />
      <form method="get" className="narrowing">
        <div className="narrowing__field">
          <label className="govuk-label" htmlFor="kind">Show</label>
          <select className="govuk-select" id="kind" name="kind" defaultValue={kind ?? ""} key={kind}>
            <option value="">Everything</option>
            {timelineKinds.map((k) => <option key={k} value={k}>{timelineKindName[k]}</option>)}
          </select>
        </div>
        <button type="submit" className="govuk-button govuk-button--secondary">Show</button>
      </form>
      <Paging page={timeline.page} pages={timeline.pages} total={timeline.total} noun="entries" at={at} />
      {timeline.entries.length ? <TimelineList entries={timeline.entries} /> : <Empty>Nothing of this kind has happened that you may know of.</Empty>}
      {timeline.pages > 1 && <Paging label="Pages, at the end" page={timeline.page} pages={timeline.pages} total={timeline.total} noun="entries" at={at} />}
    </>
  );
}
