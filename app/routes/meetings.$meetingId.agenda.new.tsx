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
import { line, maybeId, text, whole, z } from "../shapes.server.ts";
import { Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { SubjectPicker } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Add by hand – Panelroom" }];

const adding = () => z.object({ subject: line("Enter a reference or a name", 200), minutes: whole("Enter the minutes", minutesAllowed.least, minutesAllowed.most), leadId: maybeId(), reason: text("Say why it belongs on this agenda", 500) });

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { meeting, settings } = await meetingWithPanel(ask, params.meetingId!);
  allow(may.buildAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
  return json({ id: meeting.id, minutes: settings.rules.minutes.fresh, leaders: await membersOf(ask, meeting.panel_id) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, adding, async ({ subject, minutes, leadId, reason }) => {
    const found = await chooseSubject(ask, subject, "subject");
    const itemId = await addByHand(ask, params.meetingId!, { subjectId: found.id, minutes, leadId, reason });
    return redirect(`/meetings/${params.meetingId}/agenda#item-${itemId}`);
  });

export default function AddByHand() {
  const { id, minutes, leaders } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Add by hand" />
      <Form submit="Add to the agenda" cancel={`/meetings/${id}/agenda`} initial={{ minutes }}>
        <SubjectPicker name="subject" label="Whom or what?" hint="Reference or name, for example C-0147" />
        <TextArea name="reason" label="Why it belongs on this agenda" hint="The members read it as the reason. Name other people by their reference." rows={3} />
        <TextInput name="minutes" label="Minutes" width="3" inputMode="numeric" />
        <Select name="leadId" label="Lead (optional)" empty="No lead" choices={leaders.map((p) => ({ value: p.id, label: `${p.name}, ${p.agency}` }))} />
      </Form>
    </div>
  );
}
