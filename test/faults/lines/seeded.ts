import type { FaultLine } from "../line.ts";
import { runLine } from "../run.ts";
import { seeds } from "../seeds.ts";
import { altered } from "../steps.ts";
import { atLeast, none, type Tally, told } from "../tally.ts";
import { lines } from "./index.ts";

/** The harness tried on itself: each bug is put into a copy of the program, and its line must turn red. */
export const seeded: FaultLine = {
  name: "seeded", of: "seeded bugs", short: seeds.length, full: seeds.length, batch: 1,
  run: async (on, units, from) => {
    const tally: Tally = { caught: 0, "not caught": 0, "could not run": 0 };
    for (const seed of seeds.slice(from, from + units)) {
      const line = lines.find(({ name }) => name === seed.line)!;
      const tool = line.tool?.();
      if (tool && "missing" in tool) {
        tally["could not run"]!++;
        on.say(`  seeded: ${seed.name}: ${tool.missing}`);
        continue;
      }
      const program = altered(on.program, "seeded", seed.edits);
      // A copy that does not even run shows nothing: the bug must be seen by the line's own looking.
      const red = await runLine(line, { long: false, program, folder: "test-results/faults/seeded", units: seed.units }).then(
        (figures) => figures.filter((figure) => !figure.ok && figure.name.startsWith(`${line.name}: ${seed.finds}`)).map(({ name, figure }) => `${name} ${figure}`),
        (error: Error) => {
          on.say(`  seeded: ${seed.name}: ${error.message.slice(0, 300)}`);
          return [];
        },
      );
      tally[red.length ? "caught" : "not caught"]!++;
      on.say(`  seeded: ${seed.name}: ${red.length ? `caught: ${red.join(", ")}` : "NOT CAUGHT"}`);
    }
    return tally;
  },
  figures: (tally, wanted) => [atLeast("seeded", tally, "caught", Math.max(12, wanted - (tally["could not run"] ?? 0))), none("seeded", tally, "not caught"), told("seeded", tally, "could not run")],
};
