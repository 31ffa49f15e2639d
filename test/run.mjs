// `npm test`: a browser made sure of, then types, lint, the build, and every test. Ends with "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { chromium } from "playwright-core";

process.env.PATH = [resolve("node_modules/.bin"), process.env.PATH].join(delimiter);
const results = "test-results/vitest.json";
const run = (command, words, env = {}) => spawnSync(command, words, { stdio: "inherit", env: { ...process.env, ...env } }).status === 0;
const onPath = (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

function chromiumIsThere() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH);
  return existsSync(chromium.executablePath()) || ["chromium", "chromium-browser", "google-chrome"].some(onPath);
}

/** Gets a Chromium where there is none: Playwright's, else Debian's package. Returns whether there is one now. */
function getChromium() {
  if (chromiumIsThere()) return true;
  if (process.env.CHROMIUM_PATH) {
    console.error(`CHROMIUM_PATH names no file: ${process.env.CHROMIUM_PATH}`);
    return false;
  }
  console.log("No Chromium here: getting Playwright's");
  if (run("npx", ["playwright-core", "install", "--with-deps", "chromium"]) && chromiumIsThere()) return true;
  const root = process.getuid?.() === 0;
  if (onPath("apt-get") && (root || onPath("sudo"))) {
    console.log("Playwright's could not be fetched: getting Debian's package chromium");
    const apt = (...words) => run(root ? "apt-get" : "sudo", root ? words : ["-n", "apt-get", ...words], { DEBIAN_FRONTEND: "noninteractive" });
    apt("update");
    if (apt("install", "-y", "--no-install-recommends", "chromium") && chromiumIsThere()) return true;
  }
  console.error("The browser tests need a Chromium and none could be fetched. Set CHROMIUM_PATH to one, or run `npx playwright-core install --with-deps chromium`, or install your system's package chromium, and run npm test again.");
  return false;
}

function counts() {
  if (!existsSync(results)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(readFileSync(results, "utf8"));
  // A file that could not even be read has no tests in it, and counts as one that failed.
  return { passed: numPassedTests, failed: numFailedTests || (numFailedTestSuites ? 1 : 0), skipped: numPendingTests };
}

rmSync(results, { force: true });
mkdirSync("test-results", { recursive: true });
// What tests and the servers they kill leave in the temporary folder goes with this one. A short name: sockets lie in it, whose paths may not be long.
const scratch = mkdtempSync(join(tmpdir(), "pr-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));
const steps = [
  ["a Chromium", getChromium],
  ["types", () => run("tsc", [])],
  ["lint", () => run("biome", ["lint", "."])],
  ["build", () => run("npm", ["run", "build"], { NODE_ENV: "production" })],
  ["tests", () => run("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`, ...process.argv.slice(2)], { TEST_BUILD: "no", TMPDIR: scratch })],
];
const broken = [];
for (const [name, step] of steps) {
  if (step()) continue;
  broken.push(name);
  // Without a browser or a build the tests would only fail again; types and lint are told together with the rest.
  if (name === "a Chromium" || name === "build") break;
}
const { passed, failed, skipped = 0 } = counts();
if (broken.length) console.error(`Not in order: ${broken.join(", ")}`);
const closing = `${passed} passed, ${broken.length ? Math.max(failed, 1) : failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
writeFileSync("test-results/closing.txt", `${closing}\n`);
console.log(closing);
process.exit(broken.length ? 1 : 0);
