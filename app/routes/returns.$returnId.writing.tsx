import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { keepOrSay, useKeeping } from "../live/keeping.ts";
import { dayAndTime, fullDay } from "../models/core/days.ts";
import { returnInReach } from "../models/meetings/return.server.ts";
import { toWriteReturn } from "../models/meetings/return-forms.server.ts";
import { discardDraft, saveDraft, sendReturn, widensReturn } from "../models/meetings/return-writing.server.ts";
import { returnShape } from "../return-shapes.server.ts";
import { ProofField, whenMoreWill } from "../ui/factor.tsx";
import { Form, TextInput } from "../ui/form.tsx";
import { Notice, Tag } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { Correcting, fieldsOf, ReturnFields, useKept, useStood } from "../ui/return-fields.tsx";

export const meta = () => [{ title: "Write a return – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toWriteReturn(ask, params.returnId!));

export const action = ({ request, params, context }: ActionFunctionArgs) => {
  const { ask } = context;
  return submit(request, returnShape, async ({ way, ...form }) => {
    const id = params.returnId!;
    if (way === "keep") return json(await saveDraft(ask, id, form));
    if (way === "draft") {
      await saveDraft(ask, id, form);
      return redirect(`/returns/${id}/writing`);
    }
    const { meeting_id } = await returnInReach(ask, id);
    await (way === "discard" ? discardDraft(ask, id, form.since) : sendReturn(ask, id, form));
    return redirect(`/meetings/${meeting_id}/returns`);
  }, async ({ way, parts }) => (way === "send" && (await widensReturn(ask, params.returnId!, parts)) ? context : null));
};

export const clientAction = ({ request, serverAction }: ClientActionFunctionArgs) => keepOrSay(request, serverAction);

export default function Writing() {
  const { head, id, itemId, agency, panel, meeting, due, late, version, headings, agencies, since, draft, parts, contact, carried, reason, last } = useKept(useLoaderData<typeof loader>());
  const { overtaken, stands } = useStood(since);
  const { state, kept, typed, place } = useKeeping(stands, !overtaken);
  return (
    <div className="narrow returnform" ref={place} onInput={typed}>
      <FormTop head={head} title={version ? "Correct your return" : "Write your return"} />
      <p className="govuk-body">{agency}, for {panel} {meeting.number} on {fullDay(meeting.onDay)}. Due {fullDay(due)}. {late && <Tag colour="red">Late</Tag>}</p>
      {version > 0 && <Notice>What was sent stays to be read: this takes its place. To say instead that nothing is held, or to decline, <Link className="govuk-link" to={`/returns/${id}/answer`}>answer shortly</Link>.</Notice>}
      {carried && <Notice title={carried.here ? `This is what you sent before ${head.ref} was taken off this agenda` : `This is what you sent to meeting ${carried.number} of ${fullDay(carried.onDay)}, which did not discuss ${head.ref}`}>Look it over, and send it again as far as it still holds. Nothing of it is sent here yet.</Notice>}
      <p className="returnform__state" role="status" data-state={state === "as read" ? (draft ? "saved" : "none") : state === "kept" ? "saved" : "unsaved"}>
        {state === "refused" ? "Not saved by itself: save the draft to see why" : state === "typed" ? "Not saved yet" : state === "failed" ? "Not saved yet: the server cannot be reached. It is tried again; keep this page open"
          : kept ? `Draft saved by itself ${dayAndTime(kept.at)}. Only ${agency} can read it until it is sent.`
          : draft ? `Draft saved ${dayAndTime(draft.at)} by ${draft.by}. Only ${agency} can read it until it is sent.` : "No draft is saved. A draft is read by your agency alone."}
      </p>
      <Form
        submit={version ? "Send the correction" : "Send to the panel"} cancel={`/meetings/${meeting.id}/returns`} initial={{ ...fieldsOf(parts), contact, reason }}
        also={<>
          <button type="submit" name="way" value="draft" className="govuk-button govuk-button--secondary">Save the draft</button>
          {(draft ?? kept) && <button type="submit" name="way" value="discard" className="govuk-button govuk-button--secondary">Throw the draft away</button>}
        </>}
      >
        <input type="hidden" name="since" value={kept?.since ?? stands} />
        <ReturnFields headings={headings} agencies={agencies} agency={agency} last={last} />
        <TextInput name="contact" label="Whom to contact" hint="Shown to those who may know that there is more, and not read it" />
        {version > 0 && <><Correcting /><ProofField legend={whenMoreWill} /></>}
      </Form>
      <p className="govuk-body">Something to go with it? Save the draft, and <Link className="govuk-link" to={`/items/${itemId}/files/new`}>add a paper to this item</Link>: you say for whom it is.</p>
    </div>
  );
}
