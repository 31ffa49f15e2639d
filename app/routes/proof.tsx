import { type ActionFunctionArgs, type HeadersFunction, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { pressed } from "../entry-shapes.server.ts";
import { exportAsked } from "../exports.server.ts";
import { submit } from "../form.server.ts";
import { provedMinutes } from "../models/people/factor.ts";
import { useAnswer } from "../ui/answer.ts";
import { ProofField, useMustProve } from "../ui/factor.tsx";
import { Form } from "../ui/form.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Confirm that it is you – Panelroom" }];

export const loader = async ({ request, context: { ask } }: LoaderFunctionArgs) => json(await exportAsked(ask, request));

/** Proved, the page says so and fetches the file: a way on to the file itself would leave the form, filled in, on the screen. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { to } = await exportAsked(context.ask, request);
  return submit(request, pressed, async () => json({ proved: true }, { headers: { Refresh: `0;url=${to}` } }), context);
}

/** Without scripts the browser fetches the file by this header. */
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...(actionHeaders.has("Refresh") && { Refresh: actionHeaders.get("Refresh")! }) });

export default function Proof() {
  const { to, what, from } = useLoaderData<typeof loader>();
  const must = useMustProve();
  const answer = useAnswer<{ proved?: boolean }>();
  // An answer that came with the page has its header.
  const fetched = useRef(answer);
  useEffect(() => {
    if (answer?.proved && fetched.current !== answer) location.assign(to);
    fetched.current = answer;
  }, [answer, to]);
  if (answer?.proved)
    return (
      <div className="narrow">
        <PageTop crumbs={[{ to: from, text: "Back" }]} title="Your file" />
        <Notice kind="success" title={what}>It is being downloaded. If it does not begin, <a className="govuk-link" href={to}>download it here</a>.</Notice>
        <ButtonLink to={from}>Back to where you were</ButtonLink>
      </div>
    );
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: from, text: "Back" }]} title="Confirm that it is you" />
      <Form submit={must ? "Confirm and download" : "Download"} cancel={from}>
        <p className="govuk-body">You are about to download:</p>
        <p className="govuk-inset-text"><strong>{what}</strong></p>
        <p className="govuk-body">Once it has left Panelroom it is in your hands: keep it as you keep OFFICIAL-SENSITIVE papers. That you take it is noted.{must && ` You last showed who you are more than ${provedMinutes} minutes ago.`}</p>
        <ProofField legend={null} />
      </Form>
    </div>
  );
}
