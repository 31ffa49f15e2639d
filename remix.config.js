/** @type {import('@remix-run/dev').AppConfig} */
export default {
  server: "./server/index.ts",
  serverBuildPath: "build/index.js",
  serverModuleFormat: "esm",
  serverPlatform: "node",
  // Hundreds of small files that each thread would read at its start, and some that the main one never needs: in the bundle they are read once, and run where they are used.
  serverDependenciesToBundle: [/^#jsx\//, /^(kysely|zod|yjs|lib0|y-protocols|y-codemirror\.next|@codemirror\/.*|@lezer\/.*|@marijn\/.*|style-mod|w3c-keyname|crelt|marked|@zxcvbn-ts\/.*)(\/.*)?$/],
  ignoredRouteFiles: ["**/.*"],
  watchPaths: ["./server", "./db"],
  future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true },
};
