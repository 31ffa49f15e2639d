import { several, text, z } from "./shapes.server.ts";

/** A conflict of interest of one's own, where one is: about whom, where several are known there, and why. */
export const noPartShape = () => z.object({ about: several(), reason: text("Say why, for the chair and the deputy alone", 2000) });

/** Where it leads: what it was declared about is gone. */
export const declared = "/account?declared#conflicts";
