import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { searched } from "../models/subjects/search.server.ts";
import { isKind, kindName } from "../models/subjects/subject.ts";
import { sealed, unsealed } from "../sealed.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";
import { FindBox } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Find a record – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const q = searchParams.get("q") ?? unsealed(ask.who.id, searchParams.get("of"));
  return json({ q, findings: await searched(ask, q, { typing: false, limit: 40 }) });
}

/** Posted, and led on from: what is looked for stands in no address. While somebody types, the findings themselves. A reading: not refused when the disk is full, as forms are. */
export async function action({ request, context: { ask } }: ActionFunctionArgs) {
  const form = await request.formData();
  const [q, kind] = ["q", "kind"].map((name) => String(form.get(name) ?? ""));
  if (form.has("typing")) return json({ findings: await searched(ask, q!, { kind: isKind(kind) ? kind : undefined, typing: true, limit: 8 }) });
  return redirect(q ? `/search?of=${sealed(ask.who.id, q)}` : "/search");
}

export default function Search() {
  const { q, findings } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/subjects", text: "Records" }]} title="Find a record" />
      <FindBox large initial={q} label="Reference, name, alias or date of birth" />
      {q.trim().length < 2 ? (
        <p className="govuk-body">For words in minutes, actions and decisions, <Link className="govuk-link" to="/meetings/search">search meetings</Link>. Here, spelling need not be exact, and accents do not matter. For example: <em>C-0012</em>, <em>O'Brien</em>, <em>14/3/2011</em>.</p>
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
