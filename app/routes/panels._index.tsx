import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { meetingName, statusName } from "../models/meetings/meeting.ts";
import { panelsOf } from "../models/meetings/panel-page.server.ts";
import { sumInWords } from "../models/subjects/case.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Panels – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ panels: await panelsOf(ask) });

export default function Panels() {
  const { panels } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop title="Your panels" />
      {panels.length === 0 && <Empty>You belong to no panel. What you have been asked to do is under Actions.</Empty>}
      {panels.map(({ panel, sum, next, settings }) => (
        <section className="card panelcard" key={panel.id}>
          <h2 className="govuk-heading-m panelcard__name">
            <Link className="govuk-link" to={`/panels/${panel.id}`}>{panel.name}</Link>
          </h2>
          <p className="govuk-body panelcard__remit">{settings.remit}</p>
          <p className="panelcard__sum">{sumInWords(sum)}</p>
          <p className="govuk-body panelcard__next">
            {next ? (
              <>
                Next: <Link className="govuk-link" to={`/meetings/${next.id}`}>{meetingName(panel, next)}</Link>, {shortDay(next.onDay)} at {next.time} ({statusName(next.status)})
              </>
            ) : (
              "No meeting is open"
            )}
          </p>
        </section>
      ))}
    </>
  );
}
