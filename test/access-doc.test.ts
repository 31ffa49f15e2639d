import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exports, otherFiles } from "#app/exports.server.ts";
import { besidePanels, capacities, inPanel } from "#app/models/core/policy.ts";
import { provedMinutes } from "#app/models/people/factor.ts";
import { events } from "../server/live/events.ts";
import { rules, type Who } from "./route-rules.ts";

// docs/access.md is printed from the policy, the rules of routes and the list of events: `npx vitest run --project acts test/access-doc -u` prints it anew.

const rows = Object.values({ ...inPanel, ...besidePanels }).map((row) => ({ ...row, who: row.who as readonly string[] })).sort((a, b) => a.object.localeCompare(b.object));
const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
const tableOf = (head: string[], body: string[][]) => [line(head), line(head.map(() => "---")), ...body.map(line)].join("\n");

const audience: Record<Who, string> = {
  anybody: "anybody, without sign-in too", "signed in": "everybody signed in, each seeing what is theirs", "in a panel": "members of panels, each seeing their panels' own", "of the panel": "who reaches the record, meeting, item, action or decision; to everybody else it does not exist", invited: "whoever is invited to an item of the meeting; to everybody else it does not exist",
  administrator: "the administrator; to everybody else it does not exist", auditor: "the auditor; to everybody else it does not exist",
  "privacy officer": "privacy officers; to everybody else it does not exist", "may open in an emergency": "chairs and deputies, privacy officers, who is on duty out of hours; to everybody else it does not exist", "their own": "whose it is: the passkey, the record opened in an emergency, the inspection, while that lasts; to everybody else it does not exist",
};

/** The routes whose form shows the field of the proof; that each checks it is tried in test/exports.test.ts. */
const asking = Object.keys(rules).flatMap((path) => {
  const file = `app/routes/${path.slice(1).split("/").map((part) => part.replace(".", "[.]").replace(/^:/, "$")).join(".")}`;
  const text = [`${file}.tsx`, `${file}._index.tsx`].filter((one) => existsSync(one)).map((one) => readFileSync(one, "utf8")).join("");
  return /<ProofField/.test(text) && path !== "/proof" ? [{ path, text }] : [];
});

const text = `# Who may know, and who may do, what

Printed from the program: \`app/models/core/policy.ts\`, the rules by which every route is tested (\`test/route-rules.ts\`), and the list of live events (\`server/live/events.ts\`). A test fails when this page differs from them, and when a route or an event has no rule.

## What is in reach

What is out of reach does not exist: it is answered as what is not there, and is in no list, count, search, link, suggestion, title, error or socket. Every reading begins at one of the questions in \`app/models/core/reach.server.ts\`.

* **A record** is in reach through a case, a stored proposal or a listing of one's panel, until the panel's set time after it ended; for those who prepare a panel also through a referral or an import to it, and while it is on no list at all.
* **A meeting** is in reach of the panel's members; **its items** too, from publication on, and before that of those who prepare.
* **Who is invited to an item** (an invited attendee, an observer) reaches that item alone, from publication until the panel's set working days after the meeting: before they agreed to the confidentiality statement nothing but the day; its minutes while they are let in; what was agreed, once it is. No list, rail, count, presence or bell of anything else.
* **A deputy for a member** reaches one meeting, its items, entries and the records listed there, for as long; what that panel decided or was told is theirs to read of those alone.
* **A closed session** takes an item away from everybody but the named agencies and who closed it, while it lasts; its minutes for good.
* **A note** is in reach with its subject, in the panel to which it was given. Its words are read as its handling says; who does not read them reads who holds it and whom to contact, or, where the agency hides it, nothing.
* **Restricted minutes** are in reach with their item, so not while that is in closed session without somebody; read as their handling says, written by their own agency's people alone, and not while the item is in closed session. Others read who holds them, or nothing; the chair is one of these others unless they are for the chair.
* **A return** is in reach with its item and its subject: of the agency that was asked, and of those who prepare the panel; of everybody else who reaches the item from the meeting's start on, and before where the panel set so and it was sent. Its parts are read as their handling says; of the others it is said once who holds more. A draft exists for its own agency alone.
* **In an emergency** a chair, a deputy, a privacy officer or whoever is on duty out of hours opens one record that they name, to read, for an hour, on a page of its own: no list, search, link or other page grows by it. Privacy officers, and the chairs and deputies whose record it is, are told at once; a review is due within three working days, and whoever's is late opens no other. What named nobody is told and reviewed too, and answered alike for a conflict of interest.
* **An inspector** reads the records of a sample that a privacy officer gave, and the shared minutes of their items, on pages of their own, until its last day. Notes for single agencies stay theirs.
* **An action** is in reach of the panel's members, and once it has gone out of its owner and the lead of the owning agency; **a sharing decision** likewise of who must send it.
* **A decision, a marker, a measure that was chosen** is in reach of the panel's members, and of a deputy at that meeting, and of nobody else: whose system a marker is asked of answers as a member of the panel, or through whoever prepares it. That it stands or not is read by all who reach it; the reference and the words of the answer as their handling says.
* **A reference in the minutes** is the text itself; what it means (a name, an entry's words) is told to each reader as far as they reach it, and a name so told is in the audit as one in a list.
* **A correction of draft minutes** is in reach with its item, of the panel's members and who stands in; whoever was let in to an item reaches what they themselves said of it. **Words that are searched** are found where their page would be: minutes with their meeting, the chair's, those of closed sessions and restricted ones for whom these exist, notes and each part of a return as their handling says, decisions of the panel.
* **A letter** says a panel, a day, the reference of an action at most. Who has a conflict of interest about whom an action is about gets none.
* **A link, a measure, a reason on an agenda** is shown as far as all whom it names are in reach. A link has a handling like a note; one that is not shared stands on the record alone, for those who read it.
* **A conflict of interest subtracts, and wins.** Whoever has one about a subject does not reach the record, its cases, items, minutes, actions, sharing decisions and extracts, and is counted, searched, linked and rung without them; on open connections from the commit on. Whoever meets the subject anywhere declares one of their own from there: a record (also one opened in an emergency, or inspected), the item to which they are invited, an action, a sharing decision, by what they know of it; the chair and the deputy declare for all of these people, and end; nobody ends their own. That somebody took no part stands in the minutes; why, only the chair and the deputy read.

## What may be done to what is in reach

${tableOf(["what", "act", ...capacities], rows.map((row) => [row.object, row.act, ...capacities.map((one) => (row.who.includes(one) || row.who.includes("everybody signed in") ? "●" : ""))]))}

Roles add up. *Owner* is the person an action is given to, or who sends what is to be shared. Whoever takes the minutes does so as coordinator, or as whichever of the panel reaches the item: all of them write together; in a closed session whom the chair names. Whoever runs the machine has no account by that, and no page; what they could do beside the program, and what stands against it, says SECURITY.md.

## Pages

${tableOf(["address", "for"], Object.entries(rules).map(([path, rule]) => [`\`${path}\``, audience[rule.who]]))}

What a page lets people do there is in the table above.

## What asks again who acts

Whoever has not shown within ${provedMinutes} minutes that it is they, by a code, a passkey or their agency's own second factor, is asked for it before what weighs: closing a meeting and approving its minutes, exporting, emergency access, and whatever gives access, takes it away or lets more people read. For whom the thing does not exist, nothing is asked.

${tableOf(["form at", "asked"], asking.map(({ path, text }) => [`\`${path}\``, /whenMoreWill|whenWider/.test(text) ? "when more people will read it" : /mayWrite === "yes" \? context/.test(text) ? "when they may write from then on" : /\? context : null\)/.test(text) ? "when it corrects what was entered" : "always"]))}

What leaves as a file to be kept elsewhere is an export: its address leads to a page that says what will be downloaded and asks, and the file follows.

${tableOf(["file", "what it is"], Object.entries(exports).map(([path, one]) => [`\`${path}\``, one.means]))}

These leave as files and are no exports:

${tableOf(["file", "why"], Object.entries(otherFiles).map(([path, why]) => [`\`${path}\``, why]))}

## Live events

${tableOf(["event", "who is answered"], events.map((event) => [`\`${event.name}\``, event.who]))}
`;

test("docs/access.md says what the policy is", async () => {
  await expect(text).toMatchFileSnapshot("../docs/access.md");
});

test("Every route whose form asks for the proof is found", () => {
  const shows = readdirSync("app/routes").filter((file) => file !== "proof.tsx" && /<ProofField/.test(readFileSync(`app/routes/${file}`, "utf8")));
  expect(asking.length).toBe(shows.length);
});

test("Every act has words of its own, and somebody who may do it", () => {
  expect(rows.filter((row) => row.who.length === 0 || row.who.some((one) => !(capacities as string[]).includes(one)))).toEqual([]);
  expect(new Set(rows.map((row) => `${row.object}: ${row.act}`)).size).toBe(rows.length);
});
