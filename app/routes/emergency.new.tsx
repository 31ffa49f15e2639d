import { sentence } from "../models/subjects/fields.ts";
import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { emergencyCodes, emergencyMinutes } from "../models/oversight/emergency.ts";
import { openInEmergency, ownEmergencies } from "../models/oversight/emergency.server.ts";
import { emergencyShape } from "../oversight-shapes.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { ProofField } from "../ui/factor.tsx";
import { DayInput, Fieldset, Form, Radios, TextArea, TextInput } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Open a record in an emergency – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ whyNot: (await ownEmergencies(ask)).whyNot });

export async function action({ request, context }: ActionFunctionArgs) {
  await ownEmergencies(context.ask);
  return submit(request, emergencyShape, async (form) => {
    const id = await openInEmergency(context.ask, form);
    return id ? redirect(`/emergency/${id}`) : json({ vain: true });
  }, context);
}


export default function OpenInEmergency() {
  const { whyNot } = useLoaderData<typeof loader>();
  const vain = useAnswer<{ vain?: boolean }>()?.vain;
  const crumbs = [{ to: "/emergency", text: "Emergency access" }];
  if (vain)
    return (
      <div className="narrow">
        <PageTop title="There is no such record" crumbs={crumbs} />
        <p className="govuk-body">Nothing that you could open fits what you typed: nobody, or more than one. That you tried was told to the privacy officers and will be reviewed. If the child is at risk now, ring the police or the emergency duty team.</p>
        <p><ButtonLink to="/emergency/new">Try again</ButtonLink></p>
      </div>
    );
  return (
    <div className="narrow">
      <PageTop title="Open a record in an emergency" crumbs={crumbs} />
      {whyNot ? <Notice kind="warning">{whyNot}.</Notice> : (
        <>
          <p className="govuk-body">One record, to read, for {emergencyMinutes} minutes. That you opened it, and what you write here, is told and reviewed.</p>
          <Form submit="Open the record" warning>
            <TextInput name="ref" label="Reference" hint="Such as C-0158. Or, when you do not know it:" width="10" />
            <Fieldset legend="Name and birth">
              <TextInput name="familyName" label="Family name" />
              <DayInput name="bornOn" label="Day of birth" />
            </Fieldset>
            <Radios name="code" label="Why now?" choices={emergencyCodes.map((value) => ({ value, label: sentence(value) }))} />
            <TextArea name="reason" label="What has happened, and what do you need to know?" hint="The privacy officers read this. Name nobody but by reference." rows={3} />
            <ProofField />
          </Form>
        </>
      )}
    </div>
  );
}
