import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { daysInWords } from "../models/subjects/dates.ts";
import { sentence } from "../models/subjects/fields.ts";
import { periodHistory } from "../models/subjects/period.server.ts";
import { periodKindsOf } from "../models/subjects/period.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { ButtonLink } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Dated facts – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  return json({ head, history: await periodHistory(ask, head.id) });
}

export default function Periods() {
  const { head, history } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Dated facts" />
      <p className="govuk-body">Each holds from a day to a day. A correction keeps what stood before.</p>
      {periodKindsOf(head.kind).map((kind) => {
        const rows = history.filter((p) => p.kind === kind.key);
        return (
          <section key={kind.key} className="card" id={kind.key.replace(/ /g, "-")}>
            <div className="cardtop"><h2 className="govuk-heading-s">{kind.label}</h2><ButtonLink to={`/subjects/${head.id}/periods/new?kind=${encodeURIComponent(kind.key)}`}>Record<span className="govuk-visually-hidden"> {kind.label.toLowerCase()}</span></ButtonLink></div>
            {rows.length ? (
              <ul className="govuk-list rows">
                {rows.map((p) => (
                  <li key={p.id} className={p.supersededOn ? "rows__one rows__one--old" : "rows__one"}>
                    <span>
                      {p.supersededOn ? <s>{sentence(p.value)}, {daysInWords(p.fromOn, p.toOn)}</s> : <>{sentence(p.value)}, {daysInWords(p.fromOn, p.toOn)}</>}
                      {p.detail && <span className="rows__note">{p.detail}</span>}
                      <span className="rows__note">Recorded {shortDay(p.recordedOn)}{p.supersededOn && `, corrected ${shortDay(p.supersededOn)}`}</span>
                    </span>
                    {!p.supersededOn && (
                      <span className="rows__acts">
                        {!p.toOn && <Link className="govuk-link" to={`/subjects/${head.id}/periods/${p.id}/end`}>End<span className="govuk-visually-hidden"> {kind.label} {p.value}</span></Link>}
                        <Link className="govuk-link" to={`/subjects/${head.id}/periods/${p.id}/correction`}>Correct<span className="govuk-visually-hidden"> {kind.label} {p.value}</span></Link>
                      </span>
                    )}
                  </li>
                ))}
              </ul>
            ) : (
              <p className="govuk-body not-known">Not known</p>
            )}
          </section>
        );
      })}
    </>
  );
}
