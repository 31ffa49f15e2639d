import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { searched } from "../models/subjects/search.server.ts";
import { isKind, kindName } from "../models/subjects/subject.ts";
import { Empty, PageTop } from "../ui/page.tsx";
import { FindBox } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Find a record – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const q = searchParams.get("q") ?? "";
  const kind = searchParams.get("kind") ?? undefined;
  const typing = searchParams.has("typing");
  return json({ q, findings: await searched(ask, q, { kind: isKind(kind) ? kind : undefined, typing, limit: typing ? 8 : 40 }) });
}

export default function Search() {
  const { q, findings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/subjects", text: "Records" }]} title="Find a record" />
      <FindBox large initial={q} label="Reference, name, alias or date of birth" />
      {q.trim().length < 2 ? (
        <p className="govuk-body">Spelling need not be exact, and accents do not matter. For example: <em>C-0012</em>, <em>O'Brien</em>, <em>14/3/2011</em>.</p>
      ) : findings.length ? (
        <ul className="findings">
          {findings.map((f) => (
            <li key={f.id} className="findings__one">
              <Link className="govuk-link findings__name" to={`/subjects/${f.id}`}>{f.name}</Link>
              <span className="findings__more">
                {kindName(f.kind)} {f.ref}
                {f.bornOn ? `, born ${shortDay(f.bornOn)}` : f.kind === "location" ? "" : ", date of birth not known"}
                {f.alias && `, also known as ${f.alias}`}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>
          No record that you may open fits this. Try fewer letters, another name, or the date of birth. If the record does not exist yet, <Link className="govuk-link" to="/subjects/new/child">make it</Link>.
        </Empty>
      )}
    </>
  );
}
