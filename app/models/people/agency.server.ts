import { administering } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";

export interface AgencyForm {
  name: string;
  kind: string;
  phone: string | null;
}

/** All agencies by name, with how many people each has. For administrators. */
export async function agenciesToAdminister(ask: Ask) {
  administering(ask.who);
  return ask.db
    .selectFrom("agency")
    .leftJoin("person", (join) => join.onRef("person.agency_id", "=", "agency.id").on("person.ended_at", "is", null))
    .select(["agency.id", "agency.name", "agency.kind", "agency.phone"]).select((eb) => eb.fn.count<number>("person.id").as("people"))
    .groupBy(["agency.id", "agency.name", "agency.kind", "agency.phone"]).orderBy("agency.name").execute();
}

/** One agency. Throws NotFound for anybody but an administrator. */
export async function agencyToAdminister(ask: Ask, id: string) {
  administering(ask.who);
  return found(await ask.db.selectFrom("agency").select(["id", "name", "kind", "phone"]).where("id", "=", id).executeTakeFirst());
}

/** Adds an agency. Returns its id. Throws NotAgreed when the name is taken. */
export const addAgency = (ask: Ask, form: AgencyForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    await agreeName(ask, form.name, null);
    const id = newId();
    await ask.db.insertInto("agency").values({ id, ...form }).execute();
    happened({ what: "agency added", detail: id });
    return id;
  });

/** Changes an agency's name, kind or telephone. Throws NotAgreed when another has the name. */
export const changeAgency = (ask: Ask, id: string, form: AgencyForm): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const agency = await agencyToAdminister(ask, id);
    await agreeName(ask, form.name, agency.id);
    await ask.db.updateTable("agency").set(form).where("id", "=", agency.id).execute();
    happened({ what: "agency changed", detail: agency.id });
  });

async function agreeName(ask: Ask, name: string, but: string | null): Promise<void> {
  const same = (await ask.db.selectFrom("agency").select(["id", "name"]).execute()).find((agency) => agency.name.toLowerCase() === name.toLowerCase() && agency.id !== but);
  if (same) throw new NotAgreed("There is already an agency with this name", "name");
}
