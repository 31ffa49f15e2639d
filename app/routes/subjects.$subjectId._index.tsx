import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayOf, shortDay } from "../models/core/days.ts";
import { fields, sentence } from "../models/subjects/fields.ts";
import { recordOf } from "../models/subjects/subject.server.ts";
import { Facts, PageTop } from "../ui/page.tsx";
import { Markers, SubjectCard } from "../ui/subject-card.tsx";

export const meta = () => [{ title: "Record – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ record: await recordOf(ask, params.subjectId!, dayOf(ask.now)) });

export default function RecordPage() {
  const { record } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/subjects", text: "Records" }]} caption={`${record.card.kindName} ${record.ref}`} title={record.name} />
      <Markers card={record.card} risks />
      <div className="columns">
        <div>
          <section className="card">
            <h2 className="govuk-heading-m">Details</h2>
            <Facts rows={[["Also known as", record.aliases.map((a) => a.name).join(", ")], ...fields[record.kind].filter((f) => f.type !== "tick").map((f): [string, string | null] => [f.label, record.values[f.name] ? (f.type === "day" ? shortDay(record.values[f.name]!) : sentence(record.values[f.name]!)) : null])]} />
          </section>
        </div>
        <SubjectCard card={record.card} />
      </div>
    </>
  );
}
