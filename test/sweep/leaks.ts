import { altered, type Edit } from "../faults/steps.ts";
import type { Relation } from "./expected.ts";
import type { Fault } from "./judge.ts";
import { type Part, sweep } from "./sweep.ts";

/** A leak put into a copy of the program, and what of the sweep must find it. */
export interface Leak {
  name: string;
  edits: Edit[];
  /** What is swept for it. */
  parts: Part[];
  relations: Relation[];
  /** What the sweep must say is out of place. */
  finds: RegExp;
}

/** Leaks that such systems have had, or that ours could have. Each must turn the sweep red and be named: what is not found here would not be found in earnest. */
export const leaks: Leak[] = [
  {
    name: "a count of all records", parts: ["twin"], relations: ["member of Missing From Home"], finds: /something hidden.* in GET \/subjects$/,
    edits: [{ find: /total = Math\.min\(Number\(counted\.n\), 1e3\)/, put: 'total = Number((await ask2.db.selectFrom("subject").select((eb) => eb.fn.countAll().as("n")).executeTakeFirstOrThrow()).n)' }],
  },
  { name: "the title of an item before the statement is signed", parts: ["pages"], relations: ["invited, statement not signed"], finds: /the name of the child on today's agenda/, edits: [{ find: /(itemsVisited = \(ask\) => itemsOfGuests\(ask, ask\.who\.guests)\.filter\(\(guest\) => guest\.signed\)/, put: "$1" }] },
  { name: "suggestions of all records", parts: ["searches"], relations: ["member of Missing From Home"], finds: /the record of|the name of|found by searching/, edits: [{ find: /(base\d* = \(\) => )\(kind \? subjectsInReach\(ask\)\.where\("subject\.kind", "=", kind\) : subjectsInReach\(ask\)\)/, put: '$1ask.db.selectFrom("subject")' }] },
  { name: "a room joined by its id", parts: ["line"], relations: ["removed member"], finds: /not as for what does not exist: m-live/, edits: [{ find: /(answer\(socket\d*, "meeting:join", async \(ask, \{ meetingId, itemId \}\) => \{\s+let meeting\d* = )await meetingInReach\(ask, meetingId\)/, put: "$1{ id: meetingId }" }] },
  { name: "a permission remembered", parts: ["changes"], relations: [], finds: /minutes of the child of the conflict|opens still|not shown out/, edits: [{ find: /\((standing\d*) !== this\.standing \|\| (this\.known\.size > mostKnown)\) && this\.known\.clear\(\)/, put: "$2 && this.known.clear()" }] },
  { name: "data of a page that asks nobody", parts: ["pages"], relations: ["member of Missing From Home"], finds: /the (record|name) of/, edits: [{ find: /(timelinePage = [\s\S]{0,140}?let subject = )await subjectInReach\(ask2, subjectId\)/, put: '$1await ask2.db.selectFrom("subject").selectAll().where("id", "=", subjectId).executeTakeFirstOrThrow()' }] },
  { name: "a conflict not taken out of lists of links", parts: ["pages"], relations: ["member with a conflict"], finds: /child of the conflict/, edits: [{ find: /(async function reachedOf\(ask, ids\d*\) \{[\s\S]{0,240}?let rows\d* = await )subjectsInReach\(ask\)/, put: '$1ask.db.selectFrom("subject")' }] },
  { name: "a line of an export", parts: ["pages"], relations: ["member", "police member", "health member"], finds: /an import/, edits: [{ find: /(faultsOf = \(ask, id\d*\) => look\(ask, async \(ask2, happened\) => \{\s+let run = )await importInReach\(ask2, (id\d*)\)/, put: '$1await ask2.db.selectFrom("import_run").selectAll().where("id", "=", $2).executeTakeFirstOrThrow()' }] },
  { name: "a bell rung to somebody outside", parts: ["changes"], relations: [], finds: /the bell: something happened at the item of the child of the conflict/, edits: [{ find: /here\.some\(\(one\) => !apart\d*\(one, (id\d*)\)\) && (people\d*\.add\(id\d*\))/, put: "$2" }] },
  { name: "what was searched for in a line of the log", parts: ["searches", "files"], relations: ["member"], finds: /the record of/, edits: [{ find: /(method: request\.method, path: )request\.path/, put: "$1request.originalUrl" }] },
  { name: "what was searched for in the audit", parts: ["searches", "files"], relations: ["chair"], finds: /the record of/, edits: [{ find: /(searched = \(ask, (text\d*), options[\s\S]{0,240}?what: "record searched", detail: )/, put: '$1$2 + " " + ' }] },
  { name: "an item in closed session on the agenda", parts: ["pages"], relations: ["deputy chair"], finds: /reasons of the item in closed session/, edits: [{ find: /(\.where\(clearOfConflict\(ask\.who, "item\.subject_id"\)\))\.where\(notClosed\(ask\.who\)\)(\.orderBy\("item\.position"\)\.execute\(\), known)/, put: "$1$2" }] },
  { name: "that a hidden note is held", parts: ["pages"], relations: ["member"], finds: /whom to ask about a hidden note/, edits: [{ find: /!reads\d* && row\d*\.hidden === 1( \? null : \{[\s\S]{0,900}?sanitised:)/, put: "!1$1" }] },
  { name: "the chair's minutes to whoever writes minutes", parts: ["line"], relations: ["member"], finds: /the chair's minutes/, edits: [{ find: /document\d*\.handling === "chair" \? may\.readChairMinutes\(who, document\d*\)/, put: "!1 ? !1" }, { find: /(: )document(\d*)\.handling === "shared" && (may\.writeMinutes\(who, document\d*\))/, put: "$1$3" }] },
  { name: "restricted minutes to whoever may know who holds them", parts: ["line"], relations: ["member", "chair"], finds: /restricted minutes for (the police|named agencies)/, edits: [{ find: /(restrictedRead = async \(ask, id\d*\) => \(await knownOf\d*\(ask, rowsOf\d*\(ask\)[^)]*\)\)\)\.find\(\(one\) => )one\.reads/, put: "$1!0" }] },
  { name: "that hidden restricted minutes are held", parts: ["pages"], relations: ["member"], finds: /whom to ask about hidden restricted minutes/, edits: [{ find: /return reads\d* \|\| !row\d*\.hidden \? (\{ \.\.\.row\d*, reads: reads\d*, own)/, put: "return !0 ? $1" }] },
  { name: "words of minutes searched beyond what is in reach", parts: ["searches"], relations: ["member of Missing From Home"], finds: /minutes of a meeting that is over|agreed minutes/, edits: [{ find: /(async function minutesSaying\([^)]*\) \{\s+let query\d* = )meetingsInReach\((ask\d*)\)/, put: '$1$2.db.selectFrom("meeting")' }] },
  { name: "a part of a return found by its words beyond its handling", parts: ["searches"], relations: ["member"], finds: /a return for the police/, edits: [{ find: /(\.filter\(\(block\d*\) => )readsText\(ask\.who, handledOf\d*\(row\d*, block\d*\)\)/, put: "$1!0" }] },
  { name: "a return found before the panel lets everybody read it", parts: ["searches"], relations: ["member"], finds: /a return to a meeting to come/, edits: [{ find: /(row\d*\.started_at !== null \|\| row\d*\.version > 0) && settings\d*\.returnsRead === "everyone"/, put: "$1" }] },
  { name: "the name of who was not listed in the words of an action", parts: ["pages"], relations: ["owner of an action"], finds: /the name that was typed into an action/, edits: [{ find: /, \.\.\.await mayBeNamed\d*\(ask\d*, texts\d*\)/, put: "" }] },
  // And one fault of the other kind: a refusal that nobody meant.
  { name: "a note kept from those for whom it is", parts: ["pages"], relations: ["health member"], finds: /a note for health \(note\.text/, edits: [{ find: /return who\.agencyKind === block\d*\.handling/, put: "return !1" }] },
];

/** What the sweep says of a leak; nothing when it does not find it. */
export async function find(leak: Leak): Promise<Fault[]> {
  const judge = await sweep({ program: altered("build/index.js", `leak-${leak.name.replace(/\W/g, "-")}`, leak.edits), parts: leak.parts, relations: leak.relations, thin: 1 });
  return [...judge.outOfPlace, ...judge.refused].filter((fault) => leak.finds.test(`${fault.what}, in ${fault.where}`));
}
