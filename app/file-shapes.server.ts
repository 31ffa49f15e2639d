import { handlings } from "./models/core/handling.ts";
import { line, maybeId, oneOf, several, ticked, z } from "./shapes.server.ts";

/** The form that adds a file, without its bytes. */
export const fileShape = () => z.object({ handling: oneOf(handlings, "Choose who may open it"), agencyIds: several(), hidden: ticked(), panelId: maybeId(), title: line("Say what it is", 200), contact: line("Say whom to contact") });
