import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { patternInWords } from "../models/meetings/series.ts";
import { comingOf, endSeries, ruleOf, seriesToChange } from "../models/meetings/series.server.ts";
import { z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End a series – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const { series, panel } = await seriesToChange(ask, params.seriesId!);
  return json({ id: series.id, panel: { id: panel.id, name: panel.name }, words: patternInWords(ruleOf(series).pattern), coming: (await comingOf(ask, series.id)).length });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({}), async () => redirect(`/panels/${await endSeries(ask, params.seriesId!)}/series`));

export default function EndSeries() {
  const { id, panel, words, coming } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/panels/${panel.id}`, text: panel.name }, { to: `/series/${id}`, text: "The series" }]} title="End the series" />
      <p className="govuk-body">{panel.name} meets on {words}. No more meetings will be made from it.{coming > 0 && ` The ${coming === 1 ? "one" : coming} to come ${coming === 1 ? "stays" : "stay"}: cancel those that will not be held.`}</p>
      <Form submit="End the series" warning cancel={`/series/${id}`}>{null}</Form>
    </div>
  );
}
