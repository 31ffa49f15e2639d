import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addStanding, meetingToBuild } from "../models/meetings/item.server.ts";
import { minutesAllowed } from "../models/meetings/item.ts";
import { line, oneOf, whole, z } from "../shapes.server.ts";
import { Form, Radios, TextInput } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Add a standing item – Panelroom" }];

const standing = () => z.object({ title: line("Enter what it is about", 120), minutes: whole("Enter the minutes", minutesAllowed.least, minutesAllowed.most), where: oneOf(["before", "after"] as const, "Choose where it stands") });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json({ id: (await meetingToBuild(ask, params.meetingId!)).id });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, standing, async ({ title, minutes, where }) => {
    const itemId = await addStanding(ask, params.meetingId!, { title, minutes, after: where === "after" });
    return redirect(`/meetings/${params.meetingId}/agenda#item-${itemId}`);
  });

export default function Standing() {
  const { id } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${id}/agenda`, text: "Build the agenda" }]} title="Add a standing item" />
      <Form submit="Add to the agenda" cancel={`/meetings/${id}/agenda`} initial={{ minutes: 5, where: "after" }}>
        <TextInput name="title" label="What it is about" hint="For example, themes and intelligence gaps. Name nobody here." />
        <TextInput name="minutes" label="Minutes" width="3" inputMode="numeric" />
        <Radios name="where" label="Where it stands" choices={[{ value: "before", label: "Before the subjects" }, { value: "after", label: "After the subjects" }]} inline />
      </Form>
    </div>
  );
}
