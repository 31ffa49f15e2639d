import { Link } from "@remix-run/react";

/** What waits for whoever prepares a panel: people to be told by hand, actions that nobody has opened. Nothing where nothing waits. */
export const ToTell = ({ panelId, byHand, unopened }: { panelId: string; byHand: number; unopened: number }) =>
  byHand === 0 && unopened === 0 ? null : (
    <p className="totell">
      <Link className="govuk-link" to={`/panels/${panelId}/telling`}>
        {[byHand > 0 && `${byHand} to be told by hand`, unopened > 0 && `${unopened} ${unopened === 1 ? "action" : "actions"} not opened after two working days`].filter(Boolean).join(", ")}
      </Link>
    </p>
  );
