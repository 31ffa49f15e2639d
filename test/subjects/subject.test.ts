import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "#app/models/core/days.ts";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { cardOf } from "#app/models/subjects/card.server.ts";
import { type Creating, createSubject, recordOf } from "#app/models/subjects/subject.server.ts";
import { type Person, type Stage, stage, today } from "../cast.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

const a = (creating: Partial<Creating> & Pick<Creating, "values">): Creating => ({ kind: "child", panelId: "macse", why: "Seen with an older adult", reviewOn: addDays(today, 60), ...creating });
const made = async (who: Person, creating: Creating) => createSubject(await s.as(who), creating);

test("Helen, who is in no panel, makes no record and opens none", async () => {
  await expect(made("helen", a({ values: { given_names: "Lena", family_name: "Marsh" } }))).rejects.toThrow();
  const id = await made("dan", a({ values: { given_names: "Siân", family_name: "Prys-Œuvre" } }));
  await expect(recordOf(await s.as("helen"), id, today)).rejects.toBeInstanceOf(NotFound);
  await expect(recordOf(await s.as("admin"), id, today)).rejects.toBeInstanceOf(NotFound);
});

test("Priya of Missing From Home cannot open a MACSE child, Owen of MACSE can, and the opening is in the audit", async () => {
  const id = await made("dan", a({ values: { given_names: "Kofi", family_name: "Mensah-Boateng", born_on: "2011-06-01" } }));
  await expect(cardOf(await s.as("priya"), id, today)).rejects.toBeInstanceOf(NotFound);
  const record = await recordOf(await s.as("owen"), id, today);
  expect(record).toMatchObject({ name: "Kofi Mensah-Boateng", ref: expect.stringMatching(/^C-\d{4}$/), card: { age: "15", eighteen: "turns 18 on 1 Jun 2029" } });
  const news = await s.db.selectFrom("news").select("what").where("subject_id", "=", id).where("person_id", "=", "owen").execute();
  expect(news.map((n) => n.what)).toEqual(["record opened"]);
});

test("A panel that discusses children alone takes no location", async () => {
  const refusal = await made("priya", a({ kind: "location", panelId: "mfh", values: { name: "Harbour Steps", place_type: "park" } })).catch((e: unknown) => e);
  expect(refusal).toBeInstanceOf(NotAgreed);
  expect((refusal as NotAgreed).reason).toBe("Missing From Home does not discuss locations");
});

test("A child who was born tomorrow is refused beside the date", async () => {
  const refusal = (await made("dan", a({ values: { given_names: "Noor", born_on: addDays(today, 1) } })).catch((e: unknown) => e)) as NotAgreed;
  expect(refusal.field).toBe("born_on");
});

test("A person known by a user name alone is called by it; one known by nothing is refused", async () => {
  const id = await made("dan", a({ kind: "offender", values: { user_name: "nightowl_77" } }));
  expect((await recordOf(await s.as("amira"), id, today)).name).toBe("User name nightowl_77");
  const refusal = (await made("dan", a({ kind: "offender", values: { sex: "male" } })).catch((e: unknown) => e)) as NotAgreed;
  expect(refusal.field).toBe("family_name");
});

test("A likely duplicate is shown first, and somebody else may still be recorded", async () => {
  await made("dan", a({ values: { given_names: "Zoë", family_name: "Kowalczyk", born_on: "2010-02-03" } }));
  const again = a({ values: { given_names: "Zoe", family_name: "Kowalczik", born_on: "2010-02-03" } });
  const refusal = (await made("chloe", again).catch((e: unknown) => e)) as NotAgreed;
  expect(refusal.about).toMatchObject([{ name: "Zoë Kowalczyk", because: "same date of birth and a name near it" }]);
  await made("chloe", { ...again, somebodyElse: true });
});

test("A duplicate that Priya may not know of is not shown to her, and its number is refused in neutral words", async () => {
  const numbered = { given_names: "Ada", family_name: "Farrow", authority: "Seaholme", authority_number: "SH-1" };
  await made("dan", a({ values: numbered }));
  const refusal = (await made("priya", a({ panelId: "mfh", values: numbered })).catch((e: unknown) => e)) as NotAgreed;
  expect(refusal.about).toBeUndefined();
  expect(refusal.field).toBe("authority_number");
});

test("Helen and the administrator cannot find out by a number whether a child is recorded", async () => {
  const numbered = (authority_number: string) => a({ values: { given_names: "Ada", authority: "Seaholme", authority_number } });
  for (const person of ["helen", "admin"] as const) for (const number of ["SH-1", "SH-404"]) await expect(made(person, numbered(number))).rejects.toBeInstanceOf(NotFound);
});
