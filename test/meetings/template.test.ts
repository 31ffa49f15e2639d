import { describe, expect, test } from "vitest";
import { putHeading } from "#app/live/heading.ts";
import { asHeading, headingsIn, linesFor, ownTemplate, sectionIn, standsIn, templateOf, tickedIn, usual, voiceIn, whyNotHeadings } from "#app/models/meetings/template.ts";

describe("The child's voice in the minutes of an item", () => {
  test.each([
    // Nothing under it, or a place kept for nothing.
    ["", null],
    ["Police: seen on Tuesday. Her voice was shaking.", null],
    ["## Child’s voice", null],
    ["## Child's voice\n\n## Risk\n\nHigh", null],
    ["## Child’s voice\n\nTBC", null],
    ["## Child’s voice\n\nNot known", null],
    ["**Voice:** as above", null],
    ["Child's voice: not seen.", null],
    ["Voice:\nRisk: High, agreed", null],
    ["## Child’s voice\n\nNo.\n\n## Plan\n\nBecause it is enough", null],
    // Words of the child's.
    ["## Child’s voice\n\n“I would talk to someone, not police.” (12/10, key worker)", "voice"],
    ["## Child’s voice\nShe says that she is bored at home, and feels watched", "voice"],
    ["**Voice:** wants to go back to her old school (3 Nov, key worker)", "voice"],
    ["**Child's voice**: “No, I am fine, leave me alone”", "voice"],
    ["Child’s voice: “Nobody listens to me.”", "voice"],
    ["**Updates**\n\n- Police: none\n\n**Wishes and feelings**\n\nWould like his phone back", "voice"],
    ["### THE CHILD SAYS\n\nI like it there", "voice"],
    ["## Children’s views\n\n- **Elder**: wants contact", "voice"],
    ["## Child’s voice\n\n## Plan\n\nx\n\n## Child’s voice\n\nAsked twice: wants to stay", "voice"],
    ["Seaholme Health: What the child says: “I would like to move”\nWorries: a new phone", "voice"],
    // Why it was not heard.
    ["Her views could not be obtained, as she is missing.", "why not"],
    ["Their views were not sought.", null],
    ["## Child’s voice\n\nNot seen this month because she is missing", "why not"],
    ["**Voice:** not sought: it would prejudice the investigation", "why not"],
    ["Child's voice: she was not spoken to, since the placement moved on Friday", "why not"],
    ["## Child’s voice\n\nDeclined to speak to her key worker (twice, 3 and 5 Nov)", "why not"],
    ["## Child’s voice\n\nUnable to reach him: phone taken by police", "why not"],
  ] as const)("%j: %s", (text, said) => expect(voiceIn(text)).toBe(said));
});

describe("The headings of a discussion", () => {
  test("follow the practice for each kind, and a panel may have its own", () => {
    expect(usual.child.slice(0, 4)).toEqual(["Why now", "Updates", "Child’s voice", "Parents and carers"]);
    expect(usual.offender).not.toContain("Child’s voice");
    expect(usual.child.at(-1)).toBe("Next review");
    const own = templateOf({ child: ["child's voice", "School"] });
    expect(linesFor(own, "child")).toMatchObject([{ heading: "child's voice", asks: expect.stringMatching(/why not/) }, { heading: "School", asks: "", recorded: null }]);
    expect(own.location).toEqual(usual.location);
    expect([whyNotHeadings(["Plan", "plan:"]), whyNotHeadings(["x".repeat(61)]), whyNotHeadings(usual.child)]).toEqual(["Two headings cannot be the same", "Use 60 characters or fewer for a heading", null]);
    expect([ownTemplate(usual), ownTemplate({ ...usual, child: headingsIn("- School\n\n## Plan:\n") })?.child]).toEqual([null, ["School", "Plan"]]);
    expect(["## Links:", "- **Plan**", " Risk "].map(asHeading)).toEqual(["Links", "Plan", "Risk"]);
  });

  test("are ticked off when they stand in the text however marked, or when what they ask for is recorded", () => {
    const lines = linesFor(usual, "child");
    expect(tickedIn(lines, "", [])).toEqual([]);
    expect(tickedIn(lines, "## Why now\n\nx\n\n**Links:** none\n\nPlan: enough\n\nWe spoke of disruption.", ["risk", "outcome"])).toEqual(["Why now", "Links", "Risk", "Plan", "Next review"]);
    expect(standsIn("# child's voice", "Child’s voice")).toBe(true);
    expect(sectionIn("a\n\n## Plan\n\nIt is enough.\n\n\n## Links\n\nb", (one) => one === "Plan")).toEqual({ from: 10, to: 25, words: "It is enough." });
  });
});

describe("A heading is put where the cursor is", () => {
  /** The text with | where the cursor is. */
  const put = (with_: string, heading: string): string => {
    const from = with_.indexOf("|");
    const text = with_.replace("|", "");
    const edit = putHeading({ text, from, to: from }, heading);
    const [change] = edit.changes;
    const after = change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : text;
    return `${after.slice(0, edit.from)}|${after.slice(edit.from)}`;
  };
  test.each([
    ["|", "## Plan\n|"],
    ["Police: seen| on Tuesday", "Police: seen on Tuesday\n\n## Plan\n|"],
    ["one\n|", "one\n\n## Plan\n|"],
    ["one\n\n|", "one\n\n## Plan\n|"],
    ["one|\n\n## Links\n\nb", "one\n\n## Plan\n|\n\n## Links\n\nb"],
    // Not twice: the cursor goes to the end of its words.
    ["|## Plan\n\nEnough.\n\n## Links\n", "## Plan\n\nEnough.|\n\n## Links\n"],
    ["**plan:** enough\n|", "**plan:** enough|\n"],
  ])("%j becomes %j", (before, after) => expect(put(before, "Plan")).toBe(after));
});
