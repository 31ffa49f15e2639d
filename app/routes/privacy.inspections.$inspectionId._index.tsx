import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { inspectionSet } from "../models/oversight/inspection.server.ts";
import { ButtonLink, Facts, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Inspection – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await inspectionSet(ask, params.inspectionId!));

export default function Inspection() {
  const { inspection, refs } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }]} caption={inspection.state === "over" ? "Over" : inspection.state === "open" ? "Open" : "To come"} title="Inspection">
        {inspection.state !== "over" && <ButtonLink to={`/privacy/inspections/${inspection.id}/ending`}>End it</ButtonLink>}
      </PageTop>
      <Facts rows={[
        ["Inspector", `${inspection.inspector}, ${inspection.agency}`], ["For", inspection.why], ["From", shortDay(inspection.fromOn)], ["Until", shortDay(inspection.untilOn)],
        ["Sample", `${inspection.records} ${inspection.records === 1 ? "record" : "records"}, ${inspection.drawn}`], ["Records", refs.join(", ")], ["Given by", `${inspection.setBy}, ${dayAndTime(inspection.setAt)}`],
      ]} />
    </div>
  );
}
