import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { may } from "../models/core/access.ts";
import { allow } from "../models/core/refuse.ts";
import { addByHand } from "../models/meetings/item.server.ts";
import { minutesAllowed } from "../models/meetings/item.ts";
import { meetingWithPanel } from "../models/meetings/meeting.server.ts";
import { membersOf } from "../models/people/panel.server.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { line, maybeId, text, ticked, whole, z } from "../shapes.server.ts";
import { Form, Select, TextArea, TextInput, Tick } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { SubjectPicker } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Add by hand – Panelroom" }];

const adding = () => z.object({ subject: line("Enter a reference or a name", 200), minutes: whole("Enter the minutes", minutesAllowed.least, minutesAllowed.most), leadId: maybeId(), reason: text("Say why it belongs on this agenda", 500), urgent: ticked() });

/** Where it was asked from: the running meeting, else the agenda. */
const backTo = ({ id, status }: { id: string; status: string }) => `/meetings/${id}/${status === "live" ? "live" : "agenda"}`;

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, settings } = await meetingWithPanel(ask, params.meetingId!);
  allow(may.buildAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
  return json({ id: meeting.id, status: meeting.status, back: backTo(meeting), minutes: settings.rules.minutes.fresh, leaders: await membersOf(ask, meeting.panel_id) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, adding, async ({ subject, minutes, leadId, reason, urgent }) => {
    const found = await chooseSubject(ask, subject, "subject");
    const itemId = await addByHand(ask, params.meetingId!, { subjectId: found.id, minutes, leadId, reason, urgent });
    const { meeting } = await meetingWithPanel(ask, params.meetingId!);
    return redirect(meeting.status === "live" ? `/meetings/${meeting.id}/live?item=${itemId}` : `${backTo(meeting)}#item-${itemId}`);
  });

export default function AddByHand() {
  const { status, back, minutes, leaders } = useLoaderData<typeof loader>();
  const late = status !== "draft";
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: status === "live" ? "The meeting" : "Build the agenda" }]} title={status === "live" ? "Add an item now" : "Add by hand"} />
      {late && <p className="govuk-body">It is marked late for everybody to see. The members and whoever leads it are told.</p>}
      <Form submit="Add to the agenda" cancel={back} initial={{ minutes, urgent: status === "live" ? "on" : "" }}>
        <SubjectPicker name="subject" label="Whom or what?" hint="Reference or name, for example C-0147" />
        <TextArea name="reason" label="Why it belongs on this agenda" hint="The members read it as the reason. Name other people by their reference." rows={3} />
        {late && <Tick name="urgent" label="Urgent: it cannot wait for the next agenda" />}
        <TextInput name="minutes" label="Minutes" width="3" inputMode="numeric" />
        <Select name="leadId" label="Lead (optional)" empty="No lead" choices={leaders.map((p) => ({ value: p.id, label: `${p.name}, ${p.agency}` }))} />
      </Form>
    </div>
  );
}
