import type { FaultLine } from "../line.ts";
import { browser } from "./browser.ts";
import { damage } from "./damage.ts";
import { frames } from "./frames.ts";
import { freeze } from "./freeze.ts";
import { fsync } from "./fsync.ts";
import { full } from "./full.ts";
import { io } from "./io.ts";
import { kill } from "./kill.ts";
import { network } from "./network.ts";
import { paused } from "./pause.ts";
import { power } from "./power.ts";
import { revoke } from "./revoke.ts";
import { seeded } from "./seeded.ts";
import { tabs } from "./tabs.ts";
import { withdraw } from "./withdraw.ts";

/** The lines of the table, in its order. */
export const lines: FaultLine[] = [kill, fsync, power, io, full, damage, network, paused, browser, tabs, freeze, withdraw, revoke, frames, seeded];
