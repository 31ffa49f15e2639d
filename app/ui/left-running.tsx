import { Link } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { Notice } from "./page.tsx";

/** Meetings that were left running, for those who can end them. */
export const LeftRunning = ({ left }: { left: { id: string; panel: string; why: "nobody here" | "past its end"; since: string }[] }) =>
  left.length === 0 ? null : (
    <Notice title={left.length === 1 ? "A meeting was left running" : "Meetings were left running"} kind="warning">
      {left.map((one) => (
        <p key={one.id}>
          {one.panel}: {one.why === "nobody here" ? `nobody has been there since ${dayAndTime(one.since)}` : `its end was planned for ${dayAndTime(one.since)}`}. <Link className="govuk-link" to={`/meetings/${one.id}/live`}>Go on with it, or end it</Link>
        </p>
      ))}
    </Notice>
  );
