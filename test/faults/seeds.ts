import type { Edit } from "./steps.ts";

/** A bug put into a copy of the program, and the line that must find it. */
export interface Seed {
  name: string;
  line: string;
  /** The figure of the line that must be red: any other may be so for reasons of the day. */
  finds: string;
  /** How much of the line is run. */
  units: number;
  edits: Edit[];
}

/** Bugs that others' editors had, or that ours could have. Each must turn its line red: what is not found here would not be found in earnest. */
export const seeds: Seed[] = [
  {
    name: "acknowledged before the commit", line: "kill", finds: "lost at the kill", units: 3,
    edits: [
      { find: /this\.sql\.begin\.run\(\);/, put: "this.file.inTransaction || this.sql.begin.run();" },
      { find: /this\.sql\.commit\.run\(\);/, put: "this.since ??= setTimeout(() => { this.since = undefined; this.file.inTransaction && this.sql.commit.run(); }, 600);" },
    ],
  },
  {
    name: "shown to others before it is in the log", line: "kill", finds: "texts that differ", units: 6,
    edits: [{ find: /(waiting\w*\.push\(\{ member, push \})/, put: "passOn(member.channel, 0, [{ seq: 0, update: push.update }], member), $1" }],
  },
  {
    name: "kept under another's name", line: "kill", finds: "unattributed", units: 1,
    edits: [{ find: /(this\.sql\.insert\.run\(documentId, copy\w*\.seq, [\w.]+, )grant\.personId/, put: "$1[...this.grants.values()][0].personId" }],
  },
  {
    name: "an empty snapshot, and not looked at again", line: "damage", finds: "snapshots that differ", units: 3,
    edits: [
      { find: /(let bytes\w* = )(?:Y\w*\.)?encodeStateAsUpdate\(copy\w*\.doc\)(?=;?[\s\S]{0,120}insertInto\("document_snapshot"\))/, put: "$1new Uint8Array([0, 0])" },
      { find: /written\w*\.upto_seq !== copy\w*\.seq \|\|[\s\S]{0,260}?!== written\w*\.text_hash/, put: "!1" },
    ],
  },
  { name: "changes go to everybody who is connected", line: "kill", finds: "heard without a grant", units: 1, edits: [{ find: /(channel\w*) && \((channel\w*\.members\.size - \(except)/, put: '$1 && io.emit("u", new Uint8Array([$1.number])) && ($2' }] },
  {
    name: "what is sent again is kept again", line: "network", finds: "twice", units: 20,
    edits: [
      { find: /instanceSeq <= grant\.last\.seq/, put: "!1" },
      { find: /\|\| instanceSeq !== grant\.last\.seq \+ 1/, put: "" },
      { find: /(this\.sql\.insert\.run\([^;]*?grant\.instance, )instanceSeq,/, put: "$1(this.n = (this.n ?? Date.now()) + 1)," },
    ],
  },
  { name: "synchronous NORMAL", line: "fsync", finds: "acknowledged before fsync", units: 100, edits: [{ find: /sqlite\.pragma\("synchronous = FULL"\), assertDurable\(sqlite\)/, put: 'sqlite.pragma("synchronous = NORMAL")' }] },
  { name: "synchronous NORMAL, when the power goes", line: "power", finds: "acknowledged and lost", units: 40, edits: [{ find: /sqlite\.pragma\("synchronous = FULL"\), assertDurable\(sqlite\)/, put: 'sqlite.pragma("synchronous = NORMAL")' }] },
  { name: "an error of the disk taken for a full one", line: "io", finds: "went on after an error of the disk", units: 3, edits: [{ find: /isDiskFault = \(error\w*\) => /, put: "isDiskFault = (error) => !1 && " }] },
  {
    name: "acknowledged though the disk is full", line: "full", finds: "false acknowledgements", units: 30,
    edits: [
      { find: /if \(!hasRoom\(\)\)(\s+return \{ answers: batch)/, put: "if (!1)$1" },
      { find: /\((answers\w*) = batch\.map\(\(\) => \(\{ code: refusalOf\(error\w*\) \}\)\), \{ answers(?:: answers\w*)?, foreign: \[\], noticed: \[\], standing: this\.standing\(\) \}\)/, put: "{ answers: batch.map((p, i) => $1[i] ?? { seq: 1, at: Date.now(), fresh: !0 }), foreign: [], noticed: [], standing: this.standing() }" },
    ],
  },
  {
    name: "an empty document where the log cannot be read", line: "damage", finds: "joined what is not whole", units: 2,
    edits: [
      { find: /if \((row\w*)\.seq !== (last\w*) \+ 1\)\s+throw/, put: "if ($1.seq !== $2 + 1) return []; if (!1) throw" },
      { find: /if \((row\w*\.crc !== null && row\w*\.crc !== [\w.]+\(row\w*\.bytes\))\)\s+throw/, put: "if ($1) return []; if (!1) throw" },
    ],
  },
  { name: "closed without a new epoch", line: "freeze", finds: "epoch not raised once", units: 3, edits: [{ find: /(closeMinutes = [\s\S]{0,700}?)epoch: eb\("epoch", "\+", 1\)/, put: "$1epoch: eb.ref(\"epoch\")" }] },
  {
    name: "writing goes on after the end", line: "freeze", finds: "late in", units: 3,
    edits: [
      { find: /(\w+\.closed === "frozen")(\)\s+return this\.lateCount)/, put: "!1 && $1$2" },
      { find: /if \((\w+)\.closed\)(\s+return \{ code: \w+\.closed \};\s+if \(!\w+\.mayWrite \|\| )\w+\.epoch !== grant\.epoch \|\|/, put: 'if ($1.closed && $1.closed !== "frozen")$2' },
    ],
  },
  { name: "what comes after the end is not kept for its author", line: "freeze", finds: "late and not kept for its author", units: 2, edits: [{ find: /(insert into document_late \([^)]*\)) values \(([?, ]+)\)/, put: "$1 select $2 where 0" }] },
  { name: "a withdrawn passage stays in the log's bytes", line: "withdraw", finds: "withdrawn and in the log", units: 2, edits: [{ find: /(await scrubRows\(ask\w*, document\w*\.id, )touched, /, put: "$1[], " }] },
  { name: "the document goes on under its old epoch after a withdrawal", line: "withdraw", finds: "epoch not raised", units: 2, edits: [{ find: /await ask\w*\.db\.updateTable\("document"\)\.set\(\(eb\) => \(\{ epoch: eb\("epoch", "\+", 1\) \}\)\)\.where\("id", "=", document\w*\.id\)\.execute\(\)/, put: "void 0" }] },
  { name: "whoever lost the minutes hears on until somebody looks", line: "revoke", finds: "told what was written later", units: 120, edits: [{ find: /member\w*\.good >= standing\w*/, put: "!0" }, { find: /told\w*\.some\(\(t\w*\) => shrinks\w*\.has\(t\w*\.what\)\)/, put: "!1" }] },
  { name: "nobody looks unless told", line: "revoke", finds: "page not told", units: 40, edits: [{ find: /(lookEveryMs = )500/, put: "$16e6" }] },
  {
    name: "a locked page is told that its minutes are no longer its own", line: "revoke", finds: "locked, and did not go on", units: 30,
    edits: [{ find: /(code\w* === "revoked" && )!await door\w*\.hasSession\(member\w*\.socket\)/, put: "$1!1" }],
  },
  { name: "a client id is not looked at", line: "frames", finds: "state changes", units: 400, edits: [{ find: /struct\.id\.client !== client/, put: "!1" }] },
  { name: "a gap is acknowledged instead of refused", line: "frames", finds: "acknowledged and not there", units: 400, edits: [{ find: /(instanceSeq !== grant\.last\.seq \+ 1\)\s+return )\{ code: "resync" \}/, put: "$1{ seq: 1, at: now.getTime(), fresh: !1 }" }] },
  { name: "a bad frame holds up the loop", line: "frames", finds: "longest stall of the program's loop", units: 400, edits: [{ find: /(strike\w* = \(socket\w*\) => \{)/, put: "$1 for (let end = Date.now() + 400; Date.now() < end; );" }] },
];
