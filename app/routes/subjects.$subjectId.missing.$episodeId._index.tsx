import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { timeOf } from "../models/core/days.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { interviewInWords } from "../models/subjects/missing.ts";
import { changeMissing, missingOf } from "../models/subjects/missing.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { missingShape } from "../models/subjects/shape.server.ts";
import { Form } from "../ui/form.tsx";
import { MissingFields } from "../ui/missing-fields.tsx";
import { ButtonLink, Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Missing episode – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const { episode: e, interview, place } = await missingOf(ask, head.id, params.episodeId!);
  const shown = interview && { offered: interview.offered, result: interview.result, completedOn: interview.completed_on, completedAt: interview.completed_at };
  return json({
    head, episodeId: e.id, returned: e.to_on !== null, imported: e.import_id !== null, interview: interviewInWords({ toOn: e.to_on, toAt: e.to_at }, shown, ask.now),
    initial: {
      kind: e.kind, fromOn: e.from_on, fromTime: e.from_at && timeOf(e.from_at), toOn: e.to_on, toTime: e.to_at && timeOf(e.to_at), grade: e.police_grade, policeNumber: e.police_number, reportedBy: e.reported_by, missingFrom: e.missing_from,
      howFound: e.how_found, whereFound: e.where_found, foundAt: place && `${place.ref} ${place.name}`, harm: e.harm, note: e.note,
    },
  });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, missingShape, async ({ foundAt, ...form }) => {
    const place = foundAt ? await chooseSubject(ask, foundAt, "foundAt", "location") : null;
    await changeMissing(ask, params.subjectId!, params.episodeId!, { ...form, foundAtId: place?.id ?? null });
    return redirect(`/subjects/${params.subjectId}#missing`);
  });

export default function Missing() {
  const { head, episodeId, returned, imported, interview, initial } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Missing episode">
        {returned && <ButtonLink to={`/subjects/${head.id}/missing/${episodeId}/interview`}>Return home interview</ButtonLink>}
      </FormTop>
      <Notice title="Return home interview" kind={interview.includes("was due") ? "warning" : "note"}>{interview.charAt(0).toUpperCase() + interview.slice(1)}.</Notice>
      {imported && <p className="govuk-body">This episode came with the authority's return: it carries days only.</p>}
      <Form submit="Keep" cancel={`/subjects/${head.id}`} initial={initial}>
        <MissingFields />
      </Form>
    </>
  );
}
