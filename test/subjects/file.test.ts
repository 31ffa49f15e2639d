import { afterAll, beforeAll, expect, test } from "vitest";
import { savedAs, whyNotTake } from "#app/models/subjects/file.ts";
import { addFile, changeFileHandling, downloadFile, type FileForm, fileOf, filesOf, knownFiles, withdrawFile } from "#app/models/subjects/file.server.ts";
import { hasMacros, kindOf } from "#app/models/subjects/file-content.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { action, refusal } from "../followup/forms.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.insertInto("panel_case").values({ id: "case-c1", panel_id: "macse", subject_id: "c1", opened_on: "2026-01-05", opened_at: now.toISOString(), why: "x", review_on: "2026-11-24" }).execute();
});
afterAll(() => s.close());

const text = (words: string, name = "plan.txt") => ({ name, bytes: Buffer.from(words), tooLarge: false });
const form: FileForm = { title: "Safety plan", panelId: null, contact: "Dan", handling: "shared", agencyIds: [], hidden: false };
const add = async (person: "dan" | "chloe", more: Partial<FileForm> = {}, words = "Seen and agreed") => {
  await addFile(await s.as(person), { subjectId: "c1" }, { ...form, ...more }, text(words));
  return (await s.db.selectFrom("file").select("id").orderBy("added_at", "desc").orderBy("id").where("title", "=", more.title ?? form.title).executeTakeFirstOrThrow()).id;
};

const zip = (inside: string) => Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), Buffer.alloc(26), Buffer.from(inside)]);
test.each([
  ["a web page", "plan.html", Buffer.from("<html><script>alert(1)</script>"), null],
  ["a script", "plan.sh", Buffer.from("#!/bin/sh\necho"), null],
  ["a program", "plan.exe", Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"), null],
  ["bytes that are no text", "plan.txt", Buffer.from([0x41, 0xc3, 0x28]), null],
  ["a PDF", "plan.pdf", Buffer.from("%PDF-1.7\n%âãÏÓ\n", "latin1"), "pdf"],
  ["a picture", "plan.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "png"],
  ["plain text in Polish and Arabic", "plan.txt", Buffer.from("Łucja, سلمى\r\n"), "txt"],
])("What a file is, its content says: %s", async (_, __, bytes, kind) => {
  expect(await kindOf(bytes)).toBe(kind);
});

test("A file is refused in plain words when it is empty, too large, none of ours, full of macros or not what its name says", () => {
  const file = { name: "plan.pdf", size: 10, found: "pdf" as const, hasMacros: false };
  expect(whyNotTake(file)).toBeNull();
  expect(whyNotTake({ ...file, size: 0 })).toMatch(/empty/);
  expect(whyNotTake({ ...file, size: 10 * 1024 * 1024 + 1 })).toMatch(/larger than 10.0 MB/);
  expect(whyNotTake({ ...file, found: null })).toMatch(/choose PDF/);
  expect(whyNotTake({ ...file, hasMacros: true })).toMatch(/macros/);
  expect(whyNotTake({ ...file, name: "plan.docx" })).toMatch(/ends in \.docx, but its content is PDF/);
  expect(hasMacros(zip("word/vbaProject.bin"))).toBe(true);
  expect(hasMacros(zip("word/document.xml"))).toBe(false);
  expect(savedAs("0123456789abcdef", "pdf")).toBe("panelroom-01234567.pdf");
});

test("Whoever is of another panel, or has a conflict of interest, knows of no file; nor is a file added by them", async () => {
  const id = await add("dan");
  await expect(addFile(await s.as("priya"), { subjectId: "c1" }, form, text("x"))).rejects.toMatchObject({ status: 404 });
  await s.db.insertInto("conflict").values({ id: "k", person_id: "owen", subject_id: "c1", declared_at: now.toISOString(), declared_by_id: "owen" }).execute();
  for (const person of ["priya", "owen", "tomasz", "admin", "audit"] as const) {
    expect(await filesOf(await s.as(person), { subjectId: "c1" })).toEqual([]);
    await expect(downloadFile(await s.as(person), id)).rejects.toMatchObject({ status: 404 });
    await expect(fileOf(await s.as(person), id)).rejects.toMatchObject({ status: 404 });
  }
});

test("A file for the police: others read who holds it and cannot download it; hidden, it does not exist for them", async () => {
  const id = await add("dan", { title: "Kept", handling: "police" });
  const seen = (await filesOf(await s.as("chloe"), { subjectId: "c1" })).find((file) => file.id === id);
  expect(seen).toMatchObject({ title: { by: "Northmoor Constabulary", contact: "Dan" }, inWords: "", forWhom: "Restricted" });
  await expect(downloadFile(await s.as("chloe"), id)).rejects.toMatchObject({ status: 404 });
  const hidden = await add("dan", { title: "Hidden", handling: "police", hidden: true });
  expect((await filesOf(await s.as("chloe"), { subjectId: "c1" })).some((file) => file.id === hidden)).toBe(false);
  await expect(fileOf(await s.as("chloe"), hidden)).rejects.toMatchObject({ status: 404 });
});

test("Each download is in the audit before it is answered; who opened it stands with its own agency alone", async () => {
  const id = await add("dan", { title: "Opened" }, "Words of the plan");
  const { bytes, name } = await downloadFile(await s.as("chloe"), id);
  expect(Buffer.from(bytes).toString()).toBe("Words of the plan");
  expect(name).toMatch(/^panelroom-.{8}\.txt$/);
  expect(await s.db.selectFrom("news").select(["person_id", "subject_id"]).where("what", "=", "file opened").where("detail", "=", id).execute()).toEqual([{ person_id: "chloe", subject_id: "c1" }]);
  expect((await fileOf(await s.as("dan"), id)).readers).toMatchObject([{ name: "Chloe Adeyemi" }]);
  expect((await fileOf(await s.as("chloe"), id)).readers).toEqual([]);
});

test("Evidence that is shared with the panel is the panel's: an owner who sits in none reads who holds it; who took it stands on the record of whom its action is about", async () => {
  const id = await recordAction(await s.as("ruth"), "m1-a1", action({ agencyId: "licensing", personId: "beth", issueNow: true }));
  await addFile(await s.as("dan"), { actionId: id }, { ...form, title: "Chronology of Jordan" }, text("What happened"));
  const file = (await s.db.selectFrom("file").select("id").where("action_id", "=", id).executeTakeFirstOrThrow()).id;
  const outside = { ...(await s.as("beth")) };
  outside.who = { ...outside.who, memberships: [], guests: [] };
  expect((await filesOf(outside, { actionId: id }))[0]).toMatchObject({ title: { by: "Northmoor Constabulary", contact: "Dan" }, inWords: "", forWhom: "Restricted" });
  await expect(downloadFile(outside, file)).rejects.toMatchObject({ status: 404 });
  await downloadFile(await s.as("chloe"), file);
  expect(await s.db.selectFrom("news").select(["person_id", "subject_id", "action_id"]).where("what", "=", "file opened").where("detail", "=", file).execute()).toEqual([{ person_id: "chloe", subject_id: "c1", action_id: id }]);
  expect(await knownFiles(await s.as("ruth"), "c1")).toContain(file);
});

test("Only its agency changes for whom it is, for more people with a lawful basis; withdrawn, its bytes are gone and who opened it is known", async () => {
  const id = await add("dan", { title: "Changed", handling: "police" });
  const wider = { handling: "shared" as const, agencyIds: [], hidden: false, reason: "The school must know", lawfulBasis: null };
  await expect(changeFileHandling(await s.as("chloe"), id, wider)).rejects.toMatchObject({ status: 403 });
  expect(await refusal(changeFileHandling(await s.as("dan"), id, wider))).toMatch(/lawful basis/);
  await changeFileHandling(await s.as("dan"), id, { ...wider, lawfulBasis: "public task" });
  await downloadFile(await s.as("chloe"), id);
  await withdrawFile(await s.as("dan"), id, "The wrong child's");
  expect(await s.db.selectFrom("file_bytes").select("file_id").where("file_id", "=", id).execute()).toEqual([]);
  await expect(fileOf(await s.as("chloe"), id)).rejects.toMatchObject({ status: 404 });
  expect(await fileOf(await s.as("dan"), id)).toMatchObject({ readers: [{ name: "Chloe Adeyemi" }], changes: [{ became: "Shared with MACSE", lawfulBasis: "public task" }] });
});
