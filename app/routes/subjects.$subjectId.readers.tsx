import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { readersOf } from "../models/subjects/readers.server.ts";
import { Empty } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Who has seen this record – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await readersOf(ask, params.subjectId!));

export default function Readers() {
  const { head, all, agency, readers } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Who has seen this record" />
      <p className="govuk-body">{all ? "People of your panels" : `People of ${agency}`} who opened the record, its items, its minutes, or what is to be done about it, the last first, and had it on an agenda, in a list or a search. What happened at other panels is not among them. Whoever stands here as nothing known had no work with it in your panels, or has none any more.</p>
      {readers.length === 0 ? <Empty>Nobody.</Empty> : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Who has seen this record">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Who has seen this record, the last first</caption>
            <thead><tr>{["Who", "As what", "How, and when"].map((name) => <th key={name} scope="col" className="govuk-table__header">{name}</th>)}</tr></thead>
            <tbody>
              {readers.map((reader) => (
                <tr key={reader.personId}>
                  <th scope="row" className="govuk-table__header">{reader.name}<span className="undertext">{reader.agency}</span></th>
                  <td className="govuk-table__cell">{reader.as.length ? reader.as.join(", ") : <span className="not-known">Nothing known</span>}</td>
                  <td className="govuk-table__cell">{reader.how.map((one) => <span key={one.what} className="history__line">{one.what}{one.times > 1 ? `, ${one.times} times, ${dayAndTime(one.first)} to ${dayAndTime(one.last)}` : `, ${dayAndTime(one.last)}`}<br /></span>)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
