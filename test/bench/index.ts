// `npm run bench`: pages and the import. `npm run bench -- live`: the minutes, beside other servers.
if (process.argv[2] === "live") await import("./live/index.ts");
else await import("./pages.ts");

export {};
