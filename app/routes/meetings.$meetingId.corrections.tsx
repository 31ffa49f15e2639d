import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { openCorrections, proposeCorrection } from "../models/meetings/correction.server.ts";
import { readMarkdown } from "../models/meetings/markdown.server.ts";
import { maybeId, maybeText, z } from "../shapes.server.ts";
import { Corrections } from "../ui/corrections.tsx";
import { Form, Select, TextArea } from "../ui/form.tsx";
import { MinutesText } from "../ui/markdown.tsx";
import { Empty, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Corrections – Panelroom" }];

const shape = () => z.object({ itemId: maybeId(), passage: maybeText(2000), replacement: maybeText(2000), remark: maybeText(2000) });

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { item, ...read } = await openCorrections(ask, params.meetingId!, new URL(request.url).searchParams.get("item"));
  return json({ ...read, item: item && { id: item.id, blocks: readMarkdown(item.text) } });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await proposeCorrection(ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/minutes#corrections`);
  });

export default function CorrectionsPage() {
  const { corrections, item, items, meeting, until, whyNot } = useLoaderData<typeof loader>();
  const minutes = `/meetings/${meeting.id}/minutes`;
  return (
    <div className="entryform">
      <PageTop crumbs={[{ to: minutes, text: "Minutes" }]} caption={`${meeting.panel} meeting ${meeting.number}, ${shortDay(meeting.onDay)}`} title="Propose a correction" />
      {whyNot ? <Notice kind="warning" title="You cannot propose one now">{whyNot}. <Link className="govuk-link" to={minutes}>Read the minutes</Link></Notice> : (
        <>
          <p className="govuk-body">The chair accepts it for the next version of the minutes, or says why not. It stays on show either way.{until && ` Until ${shortDay(until)}.`}</p>
          {item && (
            <section className="card correcting" aria-labelledby="as-it-stands">
              <h2 className="govuk-heading-s" id="as-it-stands">{items.find((one) => one.value === item.id)?.label}, as it stands</h2>
              {item.blocks.length ? <MinutesText blocks={item.blocks} /> : <p className="govuk-body-s">No minutes were written for this item.</p>}
            </section>
          )}
          <Form submit="Propose the correction" cancel={minutes} initial={{ itemId: item?.id }}>
            <Select name="itemId" label="About" choices={items} empty="The minutes as a whole" />
            <TextArea name="passage" label="Passage that is wrong (optional)" hint="Copied from the minutes, just the words that should change" rows={3} />
            <TextArea name="replacement" label="What should stand there" hint="Leave empty for a passage that should go, and say why in a remark" rows={3} />
            <TextArea name="remark" label="Remark (optional)" hint="Why, or what is missing. No details that do not belong in the minutes" rows={3} />
          </Form>
        </>
      )}
      <section aria-labelledby="proposed">
        <h2 className="govuk-heading-m" id="proposed">Proposed so far</h2>
        {corrections.length === 0 ? <Empty>Nobody has proposed a correction.</Empty> : <Corrections corrections={corrections} items={new Map(items.map((one) => [one.value, one.label]))} />}
      </section>
    </div>
  );
}
