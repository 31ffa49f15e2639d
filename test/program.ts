import { readFileSync } from "node:fs";

const { config } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { config: { node: string } };

/** What `npm start` gives to Node, so that what is tested and measured is what runs. */
export const flags = config.node.split(" ");
export const program = [...flags, "build/index.js"];
