import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { waitingMarkers } from "../models/subjects/marker.server.ts";
import { MarkerList } from "../ui/markers.tsx";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Markers not confirmed – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await waitingMarkers(ask, params.panelId!));

export default function WaitingMarkers() {
  const { panel, markers } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: `/panels/${panel.id}`, text: panel.name }]} title="Markers requested, not confirmed" />
      <p className="govuk-body">What the panel asked for stands here until the agency whose system it is says that it is done, or why not.</p>
      {markers.length ? <MarkerList markers={markers} of={(marker) => <Link className="govuk-link" to={`/subjects/${marker.subject.id}`}>{marker.subject.ref}{marker.subject.name !== marker.subject.ref && ` ${marker.subject.name}`}</Link>} back={`/panels/${panel.id}/markers`} />
        : <Empty>Every marker that was asked for is answered.</Empty>}
    </>
  );
}
