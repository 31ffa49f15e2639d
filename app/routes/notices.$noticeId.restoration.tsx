import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { noticeOf, putBack } from "../models/meetings/notices.server.ts";
import { Form } from "../ui/form.tsx";
import { NoticePage } from "../ui/minutes-notice.tsx";

export const meta = () => [{ title: "Put words back – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await noticeOf(ask, params.noticeId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect((await putBack(ask, params.noticeId!)).live));

export default function PutBack() {
  const about = useLoaderData<typeof loader>();
  return (
    <NoticePage about={about} title="Put words back">
      <p className="govuk-body">They are put back where they stood, in your name.</p>
      <Form submit="Put them back" cancel={about.item.live}>{null}</Form>
    </NoticePage>
  );
}
