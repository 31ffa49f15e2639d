import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { removeAlias } from "../models/subjects/change.server.ts";

export const loader = ({ params }: ActionFunctionArgs) => redirect(`/subjects/${params.subjectId}/aliases`);

export async function action({ params, context: { ask } }: ActionFunctionArgs) {
  await removeAlias(ask, params.subjectId!, params.aliasId!);
  return redirect(`/subjects/${params.subjectId}/aliases`);
}
