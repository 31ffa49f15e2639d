import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { decideCorrection, openCorrection } from "../models/meetings/correction.server.ts";
import { maybeText, oneOf, z } from "../shapes.server.ts";
import { Change } from "../ui/corrections.tsx";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Decide on a correction – Panelroom" }];

const shape = () => z.object({ accepted: oneOf(["yes", "no"], "Choose whether it is accepted"), why: maybeText(1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openCorrection(ask, params.correctionId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ accepted, why }) => {
    const meetingId = await decideCorrection(ask, params.correctionId!, { accepted: accepted === "yes", why });
    return redirect(`/meetings/${meetingId}/minutes#corrections`);
  });

export default function Decision() {
  const { correction, fits, meeting, whyNot } = useLoaderData<typeof loader>();
  const minutes = `/meetings/${meeting.id}/minutes`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: minutes, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Decide on a correction" />
      <div className="card">
        <h2 className="govuk-heading-s">{correction.itemId ? `Item ${correction.number ?? ""}` : "The minutes as a whole"}</h2>
        <Change correction={correction} />
        <p className="govuk-body-s">Proposed by {correction.by}, {dayAndTime(correction.at)}.</p>
      </div>
      {whyNot ? <Notice kind="warning" title="It cannot be decided on now">{whyNot}.</Notice> : (
        <>
          {!fits && correction.passage && <Notice kind="warning" title="The passage no longer stands there as it was">Another correction has changed it. Decline this one, and say so.</Notice>}
          <Form submit="Decide" cancel={minutes}>
            <Radios name="accepted" label="Is it accepted?" choices={[{ value: "yes", label: "Accept", hint: "It stands in the next version, and is marked there" }, { value: "no", label: "Do not accept", hint: "The minutes stay as they are; what was proposed, and why not, stays on show" }]} />
            <TextArea name="why" label="Why" hint="Needed when it is not accepted. Everybody who reads these minutes reads it" rows={3} />
          </Form>
        </>
      )}
    </div>
  );
}
