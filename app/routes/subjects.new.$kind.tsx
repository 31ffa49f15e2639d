import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { may } from "../models/core/access.ts";
import { addMonths, dayOf, shortDay } from "../models/core/days.ts";
import { panelsInReach } from "../models/core/reach.server.ts";
import { NotFound, allow } from "../models/core/refuse.ts";
import type { Duplicate } from "../models/subjects/duplicates.server.ts";
import { namesShape, valuesShape } from "../models/subjects/shape.server.ts";
import { createSubject } from "../models/subjects/subject.server.ts";
import { type Kind, isKind, kindName, kinds } from "../models/subjects/subject.ts";
import { day, id, text, ticked, z } from "../shapes.server.ts";
import { DayInput, Fieldset, Form, Select, TextArea, Tick, useRefused } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { RecordFields } from "../ui/record-fields.tsx";

export const meta = () => [{ title: "New record – Panelroom" }];

const kindIn = (kind: string | undefined): Kind => {
  if (!isKind(kind)) throw new NotFound();
  return kind;
};

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const kind = kindIn(params.kind);
  const able = ask.who.memberships.filter((m) => may.createSubject(ask.who, m) && m.kinds.includes(kind)).map((m) => m.panelId);
  allow(able.length > 0, `None of your panels discusses ${{ child: "children", offender: "people posing risk", location: "locations" }[kind]}`);
  const panels = await panelsInReach(ask).select(["panel.id", "panel.name"]).where("panel.id", "in", able).orderBy("panel.name").execute();
  return json({ kind, panels, reviewOn: addMonths(dayOf(ask.now), 3) });
}

const opening = () => z.object({
  aliases: namesShape, panelId: id("Choose the panel that this comes to"), why: text("Say why it comes to the panel", 2000), reviewOn: day("Enter the date of the first review"), somebodyElse: ticked(),
});

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) => {
  const kind = kindIn(params.kind);
  return submit(request, () => z.intersection(valuesShape(kind), opening()), async (form) => {
    const { aliases, panelId, why, reviewOn, somebodyElse, ...values } = form as z.infer<ReturnType<typeof opening>>;
    const made = await createSubject(ask, { kind, values: values as Record<string, string | null>, aliases, panelId, why, reviewOn, somebodyElse });
    return redirect(`/subjects/${made}`);
  });
};

export default function NewRecord() {
  const { kind, panels, reviewOn } = useLoaderData<typeof loader>();
  const alike = useRefused()?.about as Duplicate[] | undefined;
  return (
    <>
      <PageTop crumbs={[{ to: "/subjects", text: "Records" }]} title={`New record: ${kindName(kind).toLowerCase()}`} />
      <nav className="choices noprint" aria-label="Kind of record">
        {kinds.map((k) => (k === kind ? <span key={k} className="choices__here" aria-current="page">{kindName(k)}</span> : <Link key={k} className="govuk-link" to={`/subjects/new/${k}`}>{kindName(k)}</Link>))}
      </nav>
      <Notice>If a child is in immediate danger, ring 999. A record here is not a referral to social care. Leave empty what is not known.</Notice>
      <Form submit="Make the record" cancel="/subjects" initial={{ reviewOn, panelId: panels.length === 1 ? panels[0]!.id : "" }}>
        {alike && alike.length > 0 && (
          <section className="card duplicates" aria-labelledby="alike">
            <h2 className="govuk-heading-m" id="alike">Recorded already?</h2>
            <ul className="govuk-list">
              {alike.map((d) => (
                <li key={d.id} className="duplicates__one">
                  <a className="govuk-link" href={`/subjects/${d.id}`} target="_blank" rel="noreferrer">{d.ref} {d.name}<span className="govuk-visually-hidden"> (opens in a new tab)</span></a>
                  <span className="duplicates__why">{d.bornOn ? `born ${shortDay(d.bornOn)}` : "date of birth not known"}{d.alias ? `, also known as ${d.alias}` : ""}: {d.because}</span>
                </li>
              ))}
            </ul>
            <Tick name="somebodyElse" label={kind === "location" ? "This is another place, go on" : "This is somebody else, go on"} />
          </section>
        )}
        <RecordFields kind={kind}>
          <TextArea name="aliases" label={kind === "location" ? "Also known as" : "Nicknames and other names"} hint="One to a line" rows={2} />
        </RecordFields>
        <Fieldset legend="Bring it to a panel">
          <Select name="panelId" label="Panel" choices={panels.map((p) => ({ value: p.id, label: p.name }))} />
          <TextArea name="why" label="Why does it come to the panel?" hint="What has happened, and what worries you" rows={3} />
          <DayInput name="reviewOn" label="First review" hint="A meeting may take it before" />
        </Fieldset>
      </Form>
    </>
  );
}
