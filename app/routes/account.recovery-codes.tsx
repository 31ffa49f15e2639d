import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { codesLeft, renewCodes } from "../models/people/recovery.server.ts";
import { useAnswer } from "../ui/answer.ts";
import { ProofField, RecoveryCodes } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { ButtonLink, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Recovery codes – Panelroom" }];

export const loader = async ({ context }: LoaderFunctionArgs) => json({ left: await codesLeft(context.ask, context.ask.who.id) });

export const action = ({ request, context }: ActionFunctionArgs) => submit(request, pressed, async () => json({ codes: await renewCodes(context.ask) }), context);

export default function Codes() {
  const { left } = useLoaderData<typeof loader>();
  const codes = useAnswer<{ codes?: string[] }>()?.codes;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/account", text: "Your account" }]} title={codes ? "Keep your recovery codes" : "New recovery codes"} />
      {codes ? (
        <>
          <RecoveryCodes codes={codes} />
          <ButtonLink to="/account" secondary={false}>I have kept them</ButtonLink>
        </>
      ) : (
        <>
          <p className="govuk-body">{left} of your codes {left === 1 ? "is" : "are"} left. New ones take their place: the old ones open nothing any more.</p>
          <Form submit="Make new codes" cancel="/account"><ProofField /></Form>
        </>
      )}
    </div>
  );
}
