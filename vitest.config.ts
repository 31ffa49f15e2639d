import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// By itself Vitest leaves a core to whoever watches: of two, that is half.
const workers = Math.max(2, Math.min(4, availableParallelism()));

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "#jsx" },
  resolve: { alias: { "#app": here("./app"), "#db": here("./db") } },
  test: {
    pool: "forks",
    projects: [
      { extends: true, test: { name: "acts", sequence: { groupOrder: 0 }, include: ["test/**/*.test.ts"], exclude: ["test/walks/**", "test/faults/**", "test/http/**", "**/node_modules/**"], testTimeout: 30_000, maxWorkers: workers } },
      // A real server process and a real Chromium each.
      { extends: true, test: { name: "walks", sequence: { groupOrder: 1 }, include: ["test/walks/**/*.test.ts", "test/faults/**/*.test.ts", "test/http/**/*.test.ts"], globalSetup: ["test/build.ts"], testTimeout: 600_000, hookTimeout: 240_000, maxWorkers: workers } },
    ],
  },
});
