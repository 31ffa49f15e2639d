import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { fileOf } from "../models/subjects/file.server.ts";
import { FileLine } from "../ui/files.tsx";
import { HandlingHistory } from "../ui/handled.tsx";
import { ButtonLink, Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "File – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await fileOf(ask, params.fileId!));

export default function FilePage() {
  const { file, back, hash, readers, changes } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: "Back" }]} title="File">
        {file.own && !file.ended && <ButtonLink to={`/files/${file.id}/handling`}>Change who may open it</ButtonLink>}
        {file.own && !file.ended && <ButtonLink to={`/files/${file.id}/withdrawal`}>Withdraw it</ButtonLink>}
      </PageTop>
      {file.ended && <Notice kind="warning" title={`Withdrawn ${dayAndTime(file.ended.at)}`}>{file.ended.reason}</Notice>}
      <FileLine file={file} alone />
      {hash && <p className="subline">SHA-256 {hash}</p>}
      {file.own && <HandlingHistory readers={readers} changes={changes} done="opened" />}
    </div>
  );
}
