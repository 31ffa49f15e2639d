import { execFileSync } from "node:child_process";

/** Builds the program once before the browser tests. TEST_BUILD=no uses the build that is there. */
export default function build(): void {
  if (process.env.TEST_BUILD === "no") return;
  execFileSync("npm", ["run", "build"], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
}
