import { describe, expect, test } from "vitest";
import { type Capture, commandIn, isMeant, type Known, readLine } from "#app/models/followup/capture.ts";
import { knownNameBefore, mentionBefore, piecesWith, referencesIn } from "#app/models/followup/live-reference.ts";
import { nudgesOf } from "#app/models/followup/nudge.ts";
import { likenessOf, similarTo } from "#app/models/followup/similar.ts";

// A Tuesday in November; the panel meets again on 22 December. Monday 28 December 2026 is the substitute of Boxing Day.
const known: Known = {
  today: "2026-11-24", meetingOn: "2026-11-24", nextMeetingOn: "2026-12-22", nextReviewOn: "2026-12-22",
  scale: [{ name: "High", rank: 3 }, { name: "Medium", rank: 2 }, { name: "Low", rank: 1 }], currentLevel: { level: "High" },
  agencies: [
    { id: "police", name: "Northmoor Constabulary", kind: "police", ofPanel: true }, { id: "csc", name: "Seaholme Children's Social Care", kind: "children's social care", ofPanel: true }, { id: "health", name: "Seaholme Health", kind: "health", ofPanel: true },
    { id: "schools", name: "Seaholme Schools", kind: "education", ofPanel: true }, { id: "yjs", name: "Seaholme Youth Justice", kind: "youth justice", ofPanel: true }, { id: "probation", name: "Northmoor Probation", kind: "probation", ofPanel: true },
    { id: "housing", name: "Seaholme Homes", kind: "housing", ofPanel: true }, { id: "licensing", name: "Seaholme Licensing", kind: "licensing", ofPanel: true }, { id: "safety", name: "Seaholme Community Safety", kind: "community safety", ofPanel: true },
    { id: "harbour", name: "The Harbour Project", kind: "charity", ofPanel: true }, { id: "fleet", name: "Fleetport Health", kind: "health", ofPanel: false }, { id: "asc", name: "Seaholme Adult Social Care", kind: "adult social care", ofPanel: false },
  ],
  people: [
    { id: "dan", name: "Dan Kowalczyk", agencyId: "police" }, { id: "amira", name: "Amira Haddad", agencyId: "police" }, { id: "js1", name: "John Smith", agencyId: "police" }, { id: "js2", name: "Jane Smith", agencyId: "health" },
    { id: "mairead", name: "Mairéad Ní Bhriain", agencyId: "probation" }, { id: "iqbal", name: "Iqbal Rahman-Whitfield", agencyId: "safety" }, { id: "helen", name: "Helen Marsh", agencyId: "housing" }, { id: "tomasz", name: "Tomasz Lis", agencyId: "housing" },
  ],
  about: [{ id: "c1", ref: "C-0147", name: "Jordan Ellis" }, { id: "o1", ref: "O-0031", name: "Darren Shaw" }],
};
const read = (capture: Capture, words: string) => readLine(capture, words, known);
const given = (capture: Capture, words: string, names: string[]) => Object.fromEntries(names.map((name) => [name, read(capture, words).fields[name] ?? null]));

describe("A command is the first thing on its line", () => {
  const lines: [line: string, capture: Capture | null, words?: string][] = [
    ["/action Police to ring", "action", "Police to ring"], ["/Action: Police to ring", "action", "Police to ring"], ["- /action CSC", "action", "CSC"], ["3. /task CSC", "action", "CSC"], ["> /risk High", "risk", "High"], ["  /share a to b", "sharing", "a to b"], ["/sharing", "sharing", ""], ["/decision x", "decision", "x"],
    ["/decided x", "decision", "x"], ["/marker CSE", "marker", "CSE"], ["/flag CSE", "marker", "CSE"], ["/measure CPW", "measure", "CPW"], ["/outcome", "outcome", ""],
    ["Police /action", null], ["/actions", null], ["/actionable", null], ["and/or", null], ["/", null], ["/unknown x", null], ["1/12 seen", null], ["//action", null], ["", null],
  ];
  test.each(lines)("%j", (line, capture, words) => {
    const found = commandIn(line);
    expect(found?.capture ?? null).toBe(capture);
    if (words !== undefined) expect(found?.words).toBe(words);
  });
});

describe("An action is read from the words of the room", () => {
  const rows: [words: string, what: string, owner: [agencyId: string | null, personId: string | null, personName: string | null], due: string | null][] = [
    ["Police, J Smith, by 14 Dec: check the vehicle", "Check the vehicle", [null, "js1", null], "2026-12-14"],
    ["Police, J. Smith, by 14 Dec: check the vehicle", "Check the vehicle", [null, "js1", null], "2026-12-14"],
    ["Health, J Smith, by Friday: ring Mum", "Ring Mum", [null, "js2", null], "2026-11-27"],
    ["Police (DS Kowalczyk), 21/12: submit the report", "Submit the report", [null, "dan", null], "2026-12-21"],
    ["Police (DS Osborne), by 14 Dec: check the vehicle", "Check the vehicle", ["police", null, "DS Osborne"], "2026-12-14"],
    ["police to check the vehicle by 14 Dec", "Check the vehicle", ["police", null, null], "2026-12-14"],
    ["The police to check the vehicle by 14 December 2026.", "Check the vehicle", ["police", null, null], "2026-12-14"],
    ["CSC to agree a trigger plan with the home by next meeting", "Agree a trigger plan with the home", ["csc", null, null], "2026-12-22"],
    ["CSC: agree a trigger plan before the next meeting", "Agree a trigger plan", ["csc", null, null], "2026-12-21"],
    ["Social care will visit on Thursday", "Visit", ["csc", null, null], "2026-11-26"],
    ["Children's services to visit tomorrow", "Visit tomorrow", ["csc", null, null], null],
    ["Childrens Social Care, by Friday week: visit", "Visit", ["csc", null, null], "2026-12-04"],
    ["YJS to review the plan in two weeks", "Review the plan", ["yjs", null, null], "2026-12-08"],
    ["YOT: review the plan within 10 working days", "Review the plan", ["yjs", null, null], "2026-12-08"],
    ["youth justice to review the plan in 25 working days", "Review the plan", ["yjs", null, null], "2026-12-31"],
    ["Probation, Ní Bhriain, by 4 January: update the licence", "Update the licence", [null, "mairead", null], "2027-01-04"],
    ["Probation (M Ni Bhriain) to update the licence by 4 Jan", "Update the licence", [null, "mairead", null], "2027-01-04"],
    ["Helen Marsh to offer a move by the end of the month", "Offer a move", [null, "helen", null], "2026-11-30"],
    ["Housing, Tomasz, by 1/12: offer a move", "Offer a move", [null, "tomasz", null], "2026-12-01"],
    ["Community Safety, Iqbal Rahman Whitfield, by Mon: walk the arcade", "Walk the arcade", [null, "iqbal", null], "2026-11-30"],
    ["Harbour Project to see C-0147 by Friday", "See C-0147", ["harbour", null, null], "2026-11-27"],
    ["The Harbour Project: see her weekly until 22 Dec", "See her weekly", ["harbour", null, null], "2026-12-22"],
    ["Licensing to visit L-0009 with CSP by 28/12", "Visit L-0009 with CSP", ["licensing", null, null], "2026-12-28"],
    ["check the vehicle by 14 Dec", "Check the vehicle", [null, null, null], "2026-12-14"],
    ["check the vehicle", "Check the vehicle", [null, null, null], null],
    ["by Friday: check the vehicle", "Check the vehicle", [null, null, null], "2026-11-27"],
    ["Police: check the vehicle at 10:30 by Friday", "Check the vehicle at 10:30", ["police", null, null], "2026-11-27"],
    ["Health visitor to ring Mum by Friday", "Health visitor to ring Mum", ["health", null, null], "2026-11-27"],
    ["Schools by 2 Dec: send attendance", "Send attendance", ["schools", null, null], "2026-12-02"],
    ["school to send attendance by Wed and report back", "Send attendance by Wed and report back", ["schools", null, null], "2026-11-25"],
    ["Smith to ring", "Smith to ring", [null, null, null], null],
    ["J Smith to ring by Friday", "J Smith to ring", [null, null, null], "2026-11-27"],
    ["Somebody: ring the home", "Somebody: ring the home", [null, null, null], null],
    ["Adult social care to name a pathway by 24 hours", "Name a pathway", ["asc", null, null], "2026-11-25"],
    ["Northmoor Constabulary, Amira Haddad, in 48 hours: circulate the description", "Circulate the description", [null, "amira", null], "2026-11-26"],
    ["NHS to share in May what it holds", "Share in May what it holds", ["health", null, null], null],
    ["police to visit by 31 Feb", "Visit by 31 Feb", ["police", null, null], null],
    ["", "", [null, null, null], null],
  ];
  test.each(rows)("%s", (words, what, [agencyId, personId, personName], due) => {
    expect(given("action", words, ["what", "agencyId", "personId", "personName", "due"])).toEqual({ what: what || null, agencyId, personId, personName, due });
  });

  test("what is missing is asked for first, in the order of the form", () => {
    const missing = (words: string) => read("action", words).missing;
    expect([missing("Police by Friday: check the vehicle"), missing("Police: check the vehicle"), missing("check it by Friday"), missing("Police, by Friday:"), missing("")]).toEqual([null, "due", "personId", "what", "what"]);
  });

  test("priority, issue now, and whom it is about besides", () => {
    expect(given("action", "Police, high priority, issue now, by Friday: check the car of O-0031 and C-0999", ["what", "priority", "issueNow", "subjects", "alsoAbout"])).toEqual({ what: "Check the car of O-0031 and C-0999", priority: "high", issueNow: "on", subjects: ["c1", "o1"], alsoAbout: "C-0999" });
    expect(given("action", "Urgently ring the home by Friday", ["priority", "due", "what"])).toEqual({ priority: "high", due: "2026-11-27", what: "Urgently ring the home" });
  });
});

describe("A level is read with its reason and its next review", () => {
  const rows: [words: string, level: string | null, rationale: string | null, nextReviewOn: string | null, missing: string | null][] = [
    ["unchanged, review 12 Jan: two more episodes", "High", "Two more episodes", "2027-01-12", null],
    ["unchanged review 12 Jan two more episodes", "High", "Two more episodes", "2027-01-12", null],
    ["no change, next review in 4 weeks: the plan holds", "High", "The plan holds", "2026-12-22", null],
    ["Medium, review next meeting: fewer episodes", "Medium", "Fewer episodes", "2026-12-22", null],
    ["remains High because seen with O-0031", "High", "Seen with O-0031", null, null],
    ["stays as it is: nothing new", "High", "Nothing new", null, null],
    ["High", "High", null, null, "rationale"],
    ["agreed medium: sustained; dissent: Health would say High", "Medium", "Sustained", null, null],
    ["review 12 Jan", null, null, "2027-01-12", "level"],
    ["Highly worried about her", null, "Highly worried about her", null, "level"],
  ];
  test.each(rows)("%s", (words, level, rationale, nextReviewOn, missing) => {
    expect({ ...given("risk", words, ["level", "rationale", "nextReviewOn"]), missing: read("risk", words).missing }).toEqual({ level, rationale, nextReviewOn, missing });
  });
  test("who disagreed", () => expect(read("risk", "agreed medium: sustained; dissent: Health would say High").fields.dissent).toBe("Health would say High"));
});

test("A sharing decision says from whom, to whom, what and by when; what is weighed can be said too", () => {
  const names = ["decision", "ownerAgencyId", "toAgencyId", "toName", "what", "sendBy", "reason"];
  expect(given("sharing", "police to health, by Friday: vehicle and description", names)).toEqual({ decision: "share", ownerAgencyId: "police", toAgencyId: "health", toName: null, what: "Vehicle and description", sendBy: "2026-11-27", reason: null });
  expect(given("sharing", "in part CSC with the home's manager: description, by 1 Dec", names)).toMatchObject({ decision: "share in part", ownerAgencyId: "csc", toAgencyId: null, toName: "The home's manager", what: "Description", sendBy: "2026-12-01" });
  expect(given("sharing", "do not share police with housing: intelligence, because it would put a source at risk", names)).toMatchObject({ decision: "do not share", ownerAgencyId: "police", toAgencyId: "housing", what: "Intelligence", reason: "It would put a source at risk" });
  const weighed = read("sharing", "police to health, by Friday: vehicle; needed: no plan without it; proportionate: description alone");
  expect(weighed.fields).toMatchObject({ what: "Vehicle", necessity: "No plan without it", proportionality: "Description alone" });
  expect(weighed.needs.filter((name) => !weighed.fields[name])).toEqual(["purpose", "lawfulBasis"]);
});

test("Decisions, markers and measures are read with their reasons", () => {
  expect(given("decision", "Stay on the plan, because the placement holds; dissent: Schools would move her", ["text", "reason", "dissent"])).toEqual({ text: "Stay on the plan", reason: "The placement holds", dissent: "Schools would move her" });
  expect(given("marker", "police CSE marker, by Friday: seen in the car", ["system", "want", "agencyId", "askBy", "why"])).toEqual({ system: "police CSE marker", want: "place", agencyId: "police", askBy: "2026-11-27", why: "Seen in the car" });
  expect(given("marker", "remove the school alert by next meeting: moved away", ["system", "want", "agencyId", "askBy"])).toEqual({ system: "school alert", want: "remove", agencyId: "schools", askBy: "2026-12-22" });
  expect(given("measure", "CPW against O-0031, licensing, by Friday: serving under age", ["kind", "against", "agencyId", "decideBy", "why"])).toEqual({ kind: "community protection warning", against: "O-0031", agencyId: "licensing", decideBy: "2026-11-27", why: "Serving under age" });
  expect(given("measure", "CAWN, police: under 16", ["kind", "against", "agencyId"])).toEqual({ kind: "child abduction warning notice", against: "O-0031", agencyId: "police" });
});

test("A key takes the line of the caret only where it says who or by when; a sentence of the minutes stays", () => {
  expect(["Police to check the car by Friday", "check the car by Friday", "Police: check the car"].map((line) => isMeant("action", line, known))).toEqual([true, true, true]);
  expect(["Mum is worried about the new phone.", "", "She said that she likes school"].map((line) => isMeant("action", line, known))).toEqual([false, false, false]);
  expect([isMeant("risk", "High: four episodes", known), isMeant("risk", "Worried", known), isMeant("decision", "Stay on the plan", known)]).toEqual([true, false, false]);
});

test("Actions that will be hard to confirm get a hint beside their field", () => {
  const hints = (what: string, due = "by Friday") => nudgesOf({ what, due, agencies: ["police", "health", "csc"] }).map(({ field, words }) => `${field}: ${words.slice(0, 12)}`);
  expect(hints("Police to continue to monitor")).toEqual(["what: Say what wil"]);
  expect(hints("All to share")).toEqual(["what: One action h"]);
  expect(hints("Police and Health to visit the home together")).toEqual(["personId: This names t"]);
  expect(hints("The vehicle at the arcade")).toEqual(["what: Begin with w"]);
  expect(hints("Visit soon")).toEqual(["what: Say a little"]);
  expect(hints("Visit the home with Health", "")).toEqual(["due: Without a da"]);
  for (const good of ["Submit sanitised report on P-031 vehicle; check ANPR request", "Agree new trigger plan with home", "Visit L-009 with CSP re underage evening entry", "Decide CPW v SRO; record rationale", "Offer move", "Update licence conditions"]) expect(hints(good).filter((hint) => !hint.includes("Say a little"))).toEqual([]);
});

test("An open action that a new one would repeat is found, and one that only shares a word is not", () => {
  const open = (what: string, agencyId = "police") => ({ id: what, ref: "MACSE-26/A4/2", what, owner: "", agencyId, dueOn: "2026-12-01" });
  expect(similarTo("check the vehicle at the arcade", "police", [open("Checking vehicles seen near the arcade"), open("Visit the home")]).map((one) => one.what)).toEqual(["Checking vehicles seen near the arcade"]);
  expect(likenessOf("ring the school about attendance", "offer a move away from the arcade")).toBe(0);
  expect(similarTo("visit", null, [open("Visit the home")])).toEqual([]);
});

describe("References in a text", () => {
  test("are found where they stand alone", () => {
    expect(referencesIn("C-0158 and MACSE-27/A1/1, (MFH-3/2/S1) O-0031's; not XC-0158, C-0158-2, C-12, a/C-0001 or MACSE-27/A1/1/2")).toEqual(["C-0158", "MACSE-27/A1/1", "MFH-3/2/S1", "O-0031"]);
  });
  test("mean something only where the reader may know", () => {
    const means = { ref: "C-0158", kind: "subject" as const, words: "Jordan Ellis", to: "/subjects/x" };
    expect(piecesWith("Seen with C-0158 and O-0031.", { "C-0158": means })).toEqual(["Seen with ", means, " and O-0031."]);
  });
  test("take the place of a known name that was typed in full, and of nothing else", () => {
    const names = [{ ref: "C-0158", name: "Jordan Ellis" }, { ref: "C-0159", name: "Ann Lee" }, { ref: "C-0160", name: "Ann Lee" }, { ref: "L-0001", name: "L-0001" }, { ref: "C-0161", name: "Zed" }];
    const at = (text: string) => knownNameBefore(text, text.length, names);
    expect(at("Seen with Jordan Ellis ")).toEqual({ from: 10, to: 22, ref: "C-0158" });
    expect(["Seen with Jordan Ellis", "Seen with Jordan ", "with Ann Lee ", "Zed ", "MrJordan Ellis ", "C-0158 Jordan Ellis "].map(at)).toEqual([null, null, null, null, null, null]);
  });
  test("are looked for after an @ with two letters", () => {
    const at = (text: string) => mentionBefore(text, text.length)?.query ?? null;
    expect([at("Seen with @jo"), at("@Jordan El"), at("(@c-01"), at("@j"), at("a@home"), at("@ jo"), at("@jo. ")]).toEqual(["jo", "Jordan El", "c-01", null, null, null, null]);
  });
});
