import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { emergencyMinutes, reviewWorkdays } from "../models/oversight/emergency.ts";
import { ownEmergencies } from "../models/oversight/emergency.server.ts";
import { ButtonLink, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Emergency access – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json(await ownEmergencies(ask));

export default function Emergencies() {
  const { opened, whyNot } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="Emergency access" />
      <p className="govuk-body">When a child is at risk now and what Panelroom holds is not in your reach, you may open one record: to read, for {emergencyMinutes} minutes. The privacy officers, and the chairs whose record it is, are told at once that you did, and it is reviewed within {reviewWorkdays} working days.</p>
      <p className="govuk-body">If a child is in immediate danger, ring 999 first.</p>
      {whyNot ? <Notice kind="warning">{whyNot}.</Notice> : <ButtonLink to="/emergency/new" secondary={false}>Open a record in an emergency</ButtonLink>}
      {opened.length > 0 && (
        <section aria-labelledby="before">
          <h2 className="govuk-heading-m" id="before">What you opened before</h2>
          <ul className="govuk-list rows">
            {opened.map((one) => (
              <li key={one.id} className="rows__one">
                <span>
                  {one.open ? <Link className="govuk-link" to={`/emergency/${one.id}`}>{dayAndTime(one.fromAt)}</Link> : dayAndTime(one.fromAt)}{" "}
                  {one.open && <Tag colour="red">Open</Tag>} {one.finding ? <Tag colour={one.finding === "justified" ? "green" : "orange"}>{one.finding === "justified" ? "Justified" : "Not justified"}</Tag> : <Tag>To be reviewed</Tag>}
                  <span className="rows__note">{one.vain ? "Named nobody that could be opened" : `For: ${one.code}`}{!one.reviewed && `; review due ${shortDay(one.dueOn)}`}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
