// `npm run bench`: pages and the import. `npm run bench -- live`: the minutes, beside other servers. `npm run bench -- room`: moving on, with 35 people there.
if (process.argv[2] === "live") await import("./live/index.ts");
else if (process.argv[2] === "room") await import("./room.ts");
else await import("./pages.ts");

export {};
