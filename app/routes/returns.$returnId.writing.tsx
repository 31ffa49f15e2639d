import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { type ClientActionFunctionArgs, Link, useLoaderData, useLocation } from "@remix-run/react";
import { useRef } from "react";
import { submit } from "../form.server.ts";
import { keepOrSay, useKeeping } from "../live/keeping.ts";
import { dayAndTime, fullDay } from "../models/core/days.ts";
import { returnInReach } from "../models/meetings/return.server.ts";
import { toWriteReturn } from "../models/meetings/return-forms.server.ts";
import { discardDraft, saveDraft, sendReturn } from "../models/meetings/return-writing.server.ts";
import { returnShape } from "../return-shapes.server.ts";
import { Form, TextInput, useRefused } from "../ui/form.tsx";
import { Notice, Tag } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";
import { Correcting, fieldsOf, ReturnFields } from "../ui/return-fields.tsx";

export const meta = () => [{ title: "Write a return – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await toWriteReturn(ask, params.returnId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, returnShape, async ({ way, ...form }) => {
    const id = params.returnId!;
    if (way === "keep") return json(await saveDraft(ask, id, form));
    if (way === "draft") {
      await saveDraft(ask, id, form);
      return redirect(`/returns/${id}/writing`);
    }
    const { meeting_id } = await returnInReach(ask, id);
    await (way === "discard" ? discardDraft(ask, id) : sendReturn(ask, id, form));
    return redirect(`/meetings/${meeting_id}/returns`);
  });

export const clientAction = ({ request, serverAction }: ClientActionFunctionArgs) => keepOrSay(request, serverAction);

export default function Writing() {
  const { head, id, agency, panel, meeting, due, late, version, headings, agencies, since, draft, parts, contact, reason, last } = useKept(useLoaderData<typeof loader>());
  const refused = useRefused();
  // What a colleague saved meanwhile is taken the place of by who says so, not by the clock.
  const overtaken = (refused?.about as { since?: string } | undefined)?.since;
  const stands = overtaken ?? (refused?.typed.since as string | undefined) ?? since;
  const { state, kept, typed, place } = useKeeping(stands, overtaken === undefined);
  return (
    <div className="narrow returnform" ref={place} onInput={typed}>
      <FormTop head={head} title={version ? "Correct your return" : "Write your return"} />
      <p className="govuk-body">{agency}, for {panel} {meeting.number} on {fullDay(meeting.onDay)}. Due {fullDay(due)}. {late && <Tag colour="red">Late</Tag>}</p>
      {version > 0 && <Notice>What was sent stays to be read: this takes its place. To say instead that nothing is held, or to decline, <Link className="govuk-link" to={`/returns/${id}/answer`}>answer shortly</Link>.</Notice>}
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
        {version > 0 && <Correcting />}
      </Form>
    </div>
  );
}

/** What was read when the page was come to: read again because a bell rang it must not take away what is being typed. */
function useKept<T>(read: T): T {
  const { key } = useLocation();
  const kept = useRef({ key, read });
  if (kept.current.key !== key) kept.current = { key, read };
  return kept.current.read;
}
