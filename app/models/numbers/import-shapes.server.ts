import { id, line, maybeLine, several, z } from "../../shapes.server.ts";

// The forms of imports, as they are posted.

export const beginning = z.object({ panelId: id("Choose the panel"), authority: line("Enter the local authority", 100) });

export const choosingColumns = z.object({ child: maybeLine(), family: maybeLine(), given: maybeLine(), born: maybeLine() });

/** Either groups of children, or one child taken or left out; `back` is the query of the page that it was chosen on. */
export const choosingWhom = z.object({ groups: several(), child: maybeLine(40), take: maybeLine(3), back: maybeLine(200).transform((query) => (query && /^\?[\w=&]*$/.test(query) ? query : "")) });
