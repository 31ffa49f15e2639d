/** @type {import('@remix-run/dev').AppConfig} */
export default {
  server: "./server/index.ts",
  serverBuildPath: "build/index.js",
  serverModuleFormat: "esm",
  serverPlatform: "node",
  serverDependenciesToBundle: [],
  ignoredRouteFiles: ["**/.*"],
  watchPaths: ["./server", "./db"],
  future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true },
};
