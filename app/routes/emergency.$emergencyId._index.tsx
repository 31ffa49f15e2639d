import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { shortDay, timeOf } from "../models/core/days.ts";
import { emergencyRecord } from "../models/oversight/emergency.server.ts";
import { PostButton } from "../ui/form.tsx";
import { NoPartLink } from "../ui/no-part.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";
import { RecordLine, RecordParts } from "../ui/record/record.tsx";
import { ReadAlone } from "../ui/record/way.tsx";

export const meta = () => [{ title: "Emergency access – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ page: await emergencyRecord(ask, params.emergencyId!), now: ask.now.toISOString() });

export default function EmergencyRecord() {
  const { page, now } = useLoaderData<typeof loader>();
  useAgainAt(page.over ? null : page.untilAt, now);
  const crumbs = [{ to: "/emergency", text: "Emergency access" }];
  if (page.over)
    return (
      <div className="narrow">
        <PageTop title="This record is closed to you again" crumbs={crumbs} />
        <p className="govuk-body">{page.reviewed ? "Its opening has been reviewed." : `Its opening will be reviewed by ${shortDay(page.dueOn)}: write down now what you did with what you read.`}</p>
        <p><ButtonLink to="/emergency">Emergency access</ButtonLink></p>
      </div>
    );
  const { record } = page;
  return (
    <ReadAlone>
      <div className="recordtop">
        <PageTop crumbs={crumbs} caption={`${record.card.kindName} ${record.ref}`} title={record.name}>
          <PostButton action={`/emergency/${page.id}/closing`} label="I have what I need" />
        </PageTop>
        <Notice kind="warning" title={`Opened in an emergency, until ${timeOf(page.untilAt)}`}>To read, and this record alone: linked records, minutes, and notes that are not for your agency are not shown. Each opening of this page is noted.</Notice>
        <RecordLine record={record} />
        <NoPartLink to={`/emergency/${page.id}/conflict`} />
      </div>
      <RecordParts record={record} live now={now} />
    </ReadAlone>
  );
}

/** Reads the page again when its time is over: what it showed is gone from the screen then. */
function useAgainAt(at: string | null, now: string): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!at) return;
    const timer = setTimeout(revalidate, Math.max(0, Date.parse(at) - Date.parse(now)) + 50);
    return () => clearTimeout(timer);
  }, [at, now, revalidate]);
}
