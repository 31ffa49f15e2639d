import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { submit } from "../form.server.ts";
import { administering } from "../models/core/access.ts";
import { addPanel } from "../models/people/panels.server.ts";
import { addingPanel } from "../panel-form.server.ts";
import { Form, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";
import { PanelFields } from "../ui/panel-fields.tsx";

export const meta = () => [{ title: "Add a panel – Panelroom" }];

export function loader({ context: { ask } }: LoaderFunctionArgs) {
  administering(ask.who);
  return json(null);
}

export function action({ request, context: { ask } }: ActionFunctionArgs) {
  administering(ask.who);
  return submit(request, addingPanel, async (form) => redirect(`/admin/panels/${await addPanel(ask, form)}`));
}

// A place to start from: most panels keep to three levels and these rules.
const initial = {
  meetingMinutes: "120", reachAfterClosingDays: "90", foldDays: "28", guestDays: "5", lockMinutes: "60", referralsCloseDays: "10", agendaOutDays: "7", returnsDueDays: "2", minutesOutDays: "5", correctionDays: "5", returnsRead: "everyone", quorumAgencies: "3", "section-child": "Children", "level-1": "High", "level-2": "Medium", "level-3": "Low",
  newSinceLastMeeting: "on", reviewDue: "on", deferredToThis: "on", openActions: "on", referred: "on", sharingNotSent: "on", minutesFresh: "10", minutesCarried: "6",
};

export default function AddPanel() {
  return (
    <div className="narrow narrow--wide">
      <PageTop title="Add a panel" crumbs={[{ to: "/admin", text: "Administration" }]} />
      <p className="govuk-body">The panel exists from today. Give it a chair and a coordinator next.</p>
      <Form submit="Add panel" cancel="/admin" initial={initial}>
        <TextInput name="name" label="Name" width="20" />
        <TextInput name="code" label="Short name" hint="Stands before the references of its actions, for instance MACSE" width="10" />
        <PanelFields />
      </Form>
    </div>
  );
}
