import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { withdraw } from "../models/meetings/withdraw.server.ts";
import { passageToWithdraw } from "../models/meetings/withdrawals.server.ts";
import { withdrawing } from "../withdraw-form.server.ts";
import { ReadBy } from "../ui/around.tsx";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";
import { ChosenPassage, LinesToChoose } from "../ui/passage.tsx";

export const meta = () => [{ title: "Withdraw a passage – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  return json(await passageToWithdraw(ask, params.itemId!, { documentId: asked.get("document"), from: asked.get("from"), to: asked.get("to") }));
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, withdrawing, async ({ deleted, ...form }) => {
    const id = await withdraw(ask, params.itemId!, { ...form, deleted: deleted ? form.passage.deleted : [], ranges: form.passage.ranges });
    return redirect(`/items/${params.itemId}/withdrawals?done=${id}`);
  });

const out = { value: "out", label: "Take it out", hint: "Nobody can read it here any more" };
const chairs = { value: "chair", label: "Move it to the chair’s minutes of this item", hint: "Read and written by the chair and the deputy alone. The others are not told where it went" };

export default function WithdrawPassage() {
  const { head, documentId, closed, readers, toChair, chosen, passages, why } = useLoaderData<typeof loader>();
  const none = closed ?? why ?? (passages.length === 0 ? "There is nothing here that you may withdraw: you withdraw what you typed yourself, the chair and the deputy anything" : null);
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: head.live, text: "Meeting" }]} caption={`${head.caption}, ${head.name}`} title="Withdraw a passage" />
      {none ? <Notice title={none}><Link className="govuk-link" to={head.live}>Back to the meeting</Link></Notice> : (
        <>
          <p className="govuk-body">It leaves the minutes, every screen that shows them, and their history. What others typed around it stays.</p>
          <ReadBy readers={readers} />
          <p className="govuk-body-s">Whoever has read it has read it: the chair, the deputy and you are shown who may have.</p>
          <Form submit="Withdraw this passage" warning cancel={head.live} initial={{ deleted: "on", to: toChair ? "" : "out" }}>
            <input type="hidden" name="documentId" value={documentId} />
            {chosen ? <ChosenPassage passage={passages[0]!} /> : <LinesToChoose passages={passages} />}
            {toChair ? <Radios name="to" label="Where does it go?" choices={[out, chairs]} /> : <input type="hidden" name="to" value="out" />}
            <TextArea name="reason" label="Why it is withdrawn" hint="Do not repeat the words. The chair, the deputy and you can read this." rows={3} />
            <div className="govuk-warning-text">
              <span className="govuk-warning-text__icon" aria-hidden="true">!</span>
              <strong className="govuk-warning-text__text"><span className="govuk-visually-hidden">Warning</span> This cannot be undone. What is taken out is not kept anywhere.</strong>
            </div>
          </Form>
        </>
      )}
    </div>
  );
}
