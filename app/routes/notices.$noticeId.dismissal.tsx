import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { letGo, noticeOf } from "../models/meetings/notices.server.ts";
import { Form } from "../ui/form.tsx";
import { NoticePage } from "../ui/minutes-notice.tsx";

export const meta = () => [{ title: "Leave words out – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await noticeOf(ask, params.noticeId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => redirect((await letGo(ask, params.noticeId!)).live));

export default function LetGo() {
  const about = useLoaderData<typeof loader>();
  return (
    <NoticePage about={about} title="Leave words out">
      <p className="govuk-body">The notice goes; the words stay in the item’s history.</p>
      <Form submit="Leave them out" cancel={about.item.live}>{null}</Form>
    </NoticePage>
  );
}
