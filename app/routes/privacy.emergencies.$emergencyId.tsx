import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { guardingPrivacy } from "../models/core/access.ts";
import { dayAndTime, shortDay, timeOf } from "../models/core/days.ts";
import { emergencyToReview, reviewEmergency } from "../models/oversight/emergency.server.ts";
import { reviewShape } from "../oversight-shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { Facts, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Review – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await emergencyToReview(ask, params.emergencyId!));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  guardingPrivacy(ask.who);
  await emergencyToReview(ask, params.emergencyId!);
  return submit(request, reviewShape, async (form) => {
    await reviewEmergency(ask, params.emergencyId!, form);
    return redirect("/privacy");
  });
}

const steps: Record<string, string> = { "emergency access opened": "opened it", "emergency access tried": "tried to open", "record opened in emergency": "read the page", "emergency access ended": "closed it", "emergency access reviewed": "reviewed" };

export default function Review() {
  const { one, pages } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }]} caption={one.ref ?? "Named nobody"} title="Opened in an emergency" />
      <Facts rows={[
        ["Who", `${one.by}, ${one.agency}`],
        ["When", `${dayAndTime(one.fromAt)}${one.ref ? ` to ${timeOf(one.untilAt)}` : ""}`],
        ["Why", one.code],
        ["In their words", one.reason],
        ["What they did", pages.map((page) => `${timeOf(page.at)} ${steps[page.what] ?? page.what}`).join("; ")],
        ...(one.reviewed ? [["Found", `${one.reviewed.finding}: ${one.reviewed.note}`], ["By", `${one.reviewed.by}, ${dayAndTime(one.reviewed.at)}`]] as [string, string][] : []),
      ]} />
      {one.reviewed ? null : one.own ? <Notice kind="warning">Another privacy officer must review what you opened yourself.</Notice> : (
        <>
          <p className={one.late ? "govuk-body overdue" : "govuk-body"}>{one.late ? "The review was due" : "Due"} {shortDay(one.dueOn)}{one.late && `: until it is closed, ${one.by} can open no other record`}.</p>
          <Form submit="Close the review">
            <Radios name="finding" label="What did you find?" choices={[{ value: "justified", label: "It was justified" }, { value: "not justified", label: "It was not justified" }]} />
            <TextArea name="note" label="What does that rest on, and what follows?" hint="Name nobody but by reference" rows={3} />
          </Form>
        </>
      )}
    </div>
  );
}
