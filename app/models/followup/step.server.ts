import { type Ask, look } from "../core/ask.server.ts";
import { actionInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { type ActionAct, whyNotStep } from "./action.ts";
import { actionRead, keepOpened } from "./list.server.ts";
import { mayStep } from "./tracking.server.ts";

/** An action as the form of one step shows it, with the people and agencies to choose from where it asks for them. Throws NotFound, NotAllowed, NotAgreed. */
export async function openStep(ask: Ask, id: string, act: ActionAct) {
  const { step, first } = await stepRead(ask, id, act);
  if (first) await keepOpened(ask, step.action.id);
  return step;
}

const stepRead = (ask: Ask, id: string, act: ActionAct) =>
  look(ask, async (ask) => {
    const row = await actionInReach(ask, id);
    allow(mayStep(ask.who, act, row), "This is not yours to do");
    agree(whyNotStep(act, row));
    const { read: { action, asked, events, today }, first } = await actionRead(ask, id);
    let people = ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id as value", "person.name as label", "agency.name as group"])
      .where("person.ended_at", "is", null).where("person.is_administrator", "=", 0).where("person.is_auditor", "=", 0).orderBy("agency.name").orderBy("person.name");
    if (act === "pass on") people = people.where("person.agency_id", "=", row.agency_id);
    const agencies = ask.db.selectFrom("agency").select(["id as value", "name as label"]).where("ended_at", "is", null).orderBy("name");
    const step = {
      action: { id: action.id, ref: action.ref, what: action.what, owner: action.owner, dueOn: action.dueOn }, asked, today, evidence: events.find((e) => e.kind === "completed")?.note ?? null,
      people: act === "pass on" || act === "reassign" ? await people.execute() : [], agencies: act === "reassign" ? await agencies.execute() : [],
    };
    return { step, first };
  });
