import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  esbuild: { jsx: "automatic" },
  resolve: { alias: { "#app": here("./app"), "#db": here("./db") } },
  test: {
    pool: "forks",
    projects: [
      { extends: true, test: { name: "acts", sequence: { groupOrder: 0 }, include: ["test/**/*.test.ts"], exclude: ["test/walks/**", "test/faults/**", "test/http/**", "**/node_modules/**"], testTimeout: 30_000 } },
      // A real server process and a real Chromium: few at once, on two cores.
      { extends: true, test: { name: "walks", sequence: { groupOrder: 1 }, include: ["test/walks/**/*.test.ts", "test/faults/**/*.test.ts", "test/http/**/*.test.ts"], globalSetup: ["test/build.ts"], testTimeout: 240_000, hookTimeout: 120_000, maxWorkers: 2, minWorkers: 1 } },
    ],
  },
});
