import { instantOf } from "#app/models/core/days.ts";
import type { Db } from "../connect.server.ts";
import { demoSecret } from "./keys.ts";
import type { World } from "./world.ts";

/** Colleagues who stand in for members and own actions; in no panel. */
const colleagues: [id: string, agency: string, name: string, email: string, title: string][] = [
  ["malachy", "police", "Malachy Quinn", "malachy.quinn@northmoor.example", "Detective Constable, online team"],
  ["sian", "csc", "Siân Llewelyn-Parry", "sian.llewelyn@seaholme.example", "Senior Key Worker"],
  ["farah", "health", "Farah Siddique", "farah.siddique@seaholmehealth.example", "Specialist Nurse"],
  ["lorna", "schools", "Lorna Petty", "lorna.petty@seaholmeschools.example", "Attendance Officer"],
  ["abdi", "yjs", "Abdirahman Yusuf", "abdirahman.yusuf@seaholmeyjs.example", "Prevention Worker"],
  ["wrona", "probation", "Katarzyna Wrona", "katarzyna.wrona@northmoorprobation.example", "Probation Officer"],
  ["desmond", "licensing", "Desmond Clarke", "desmond.clarke@seaholmelicensing.example", "Licensing Officer"],
  ["amankwah", "safety", "Stephen Amankwah", "stephen.amankwah@seaholmesafety.example", "Anti-social Behaviour Officer"],
  ["niamh", "harbour", "Niamh Gallagher", "niamh.gallagher@harbourproject.example", "Return Interview Worker"],
];

/** Adds the colleagues, with the password of everybody else in the demonstration. */
export async function addPeople(db: Db, world: World): Promise<void> {
  const { password_hash } = await db.selectFrom("person").select("password_hash").where("id", "=", "dan").executeTakeFirstOrThrow();
  const created_at = instantOf(world.start, "09:00");
  await db.insertInto("person").values(colleagues.map(([id, agency_id, name, email, job_title]) => ({ id, agency_id, name, email, job_title, password_hash, created_at }))).execute();
  await db.insertInto("totp").values(colleagues.map(([id]) => ({ person_id: id, secret: demoSecret, made_at: created_at, confirmed_at: created_at }))).execute();
}
