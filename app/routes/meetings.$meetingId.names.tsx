import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { namesShape } from "../gate-shapes.server.ts";
import { shortDay } from "../models/core/days.ts";
import { answerInWords } from "../models/meetings/names.ts";
import { answerNames, type NameAsked, namesAt } from "../models/meetings/names.server.ts";
import { Form, Radios, Tick } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { SubjectPicker } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Names not resolved – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await namesAt(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, namesShape, async ({ answers, ...further }) => {
    await answerNames(ask, params.meetingId!, answers, further);
    return redirect(`/meetings/${params.meetingId}/names`);
  });

export default function Names() {
  const { meeting, items, open } = useLoaderData<typeof loader>();
  const gate = `/meetings/${meeting.id}/end`;
  const rows = items.flatMap((item) => item.asked.map((name) => ({ item, name })));
  const numberOf = (name: NameAsked) => rows.findIndex((row) => row.name === name);
  return (
    <div className="gate">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}/live`, text: "Meeting" }, { to: gate, text: "End the meeting" }]} caption={`Meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Whom do these names mean?" />
      {open === 0 ? <p className="govuk-body">Every name is resolved. <Link className="govuk-link" to={gate}>Back to ending the meeting</Link></p>
        : <p className="govuk-body">Extracts, and papers for who does not prepare the panel, name nobody but an item’s own subject. Of these names the program cannot say whose they are. What you say is kept, and holds for extracts and papers.</p>}
      {rows.length > 0 && (
        <Form submit="Keep this" cancel={gate} initial={{ everywhere: "on" }}>
          {items.map((item) => (
            <section key={item.id} id={item.id} aria-labelledby={`names-${item.id}`}>
              <h2 className="govuk-heading-m" id={`names-${item.id}`}>{[item.number, item.ref].filter(Boolean).join(" ")}{item.name !== item.ref && ` ${item.name}`}</h2>
              {item.asked.map((name) => <Name key={name.folded} name={name} n={numberOf(name)} />)}
            </section>
          ))}
          <Tick name="everywhere" label="The same where the name stands unresolved under other items" />
          {open > 0 && <Tick name="rest" label="All that I leave open are no names of people, or are people at work" />}
        </Form>
      )}
    </div>
  );
}

/** One name, where it stands, and who it may be. One that was answered can be answered anew. */
function Name({ name, n }: { name: NameAsked; n: number }) {
  const fields = (
    <>
      <input type="hidden" name={`item.${n}`} value={name.itemId} />
      <input type="hidden" name={`written.${n}`} value={name.written} />
      <Radios
        name={`who.${n}`} label={<>Who is “{name.written}”?</>}
        choices={[...name.who.map((one) => ({ value: `=${one.id}`, label: `${one.ref} ${one.name}` })), { value: "subject", label: name.who.length ? "Somebody else on record" : "Somebody on record" }, { value: "somebody", label: "A person on no record", hint: "Extracts and papers say “a person not on record”" }, { value: "nobody", label: "No name of a person, or somebody at work: it stays" }]}
      />
      <div className="pair">
        <SubjectPicker name={`subject.${n}`} label={<>The record, if it is another one<span className="govuk-visually-hidden"> (for “{name.written}”)</span></>} />
      </div>
      <Tick name={`alias.${n}`} label={<>Keep “{name.written}” on that record as another name</>} />
    </>
  );
  return (
    <div className="askname">
      <p className="askname__where"><strong>“{name.written}”</strong> in: {name.around}</p>
      {name.answer === null ? fields : (
        <details className="govuk-details">
          <summary className="govuk-details__summary"><span className="govuk-details__summary-text">It {answerInWords(name.answer, name.ref)}. Change</span></summary>
          <div className="govuk-details__text">{fields}</div>
        </details>
      )}
    </div>
  );
}
