import { longestOwnNote } from "./models/subjects/own-note.ts";
import { text, z } from "./shapes.server.ts";

export const ownNoteShape = () => z.object({ ownNote: text("Write the note", longestOwnNote), stay: z.string().optional() });
