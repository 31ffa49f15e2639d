import { type Ask, commit } from "../core/ask.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";

/** The subjects in reach, by name. The opening is audited. */
export const subjectList = (ask: Ask) =>
  commit(ask, async (ask, happened) => {
    happened({ what: "list opened" });
    return subjectsInReach(ask).select(["subject.id", "subject.kind", "subject.ref", "subject.display_name as name", "subject.born_on as bornOn"]).orderBy("subject.display_name").limit(50).execute();
  });
