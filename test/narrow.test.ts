import { matchRoutes } from "@remix-run/react";
import type { Request, Response } from "express";
import { expect, test } from "vitest";
import { narrow, routesFor } from "../server/narrow.ts";
import { rules } from "./route-rules.ts";

// All routes of the product, and shapes of routes that it could have.
const paths = [...Object.keys(rules), "/odd/:maybe?/end", "/rest/*", "/With.Dots(and)more"];
const build = { routes: Object.fromEntries([["root", { id: "root", path: "" }], ...paths.map((path) => [path, { id: path, parentId: "root", path: path.slice(1) || undefined, index: path === "/" }])]) } as { routes: Record<string, { id: string; parentId?: string; path?: string; index?: boolean }> };
/** The same as the router takes it, with all routes or some. */
const tree = (ids: string[]) => [{ id: "root", path: "", children: ids.filter((id) => id !== "root").map((id) => (build.routes[id]!.index ? { id, index: true as const } : { id, path: build.routes[id]!.path! })) }];
const addresses = [
  ...paths.map((path) => path.replace(/:\w+\??/g, "x1").replace("*", "a/b")),
  ...paths.map((path) => `${path.replace(/:\w+\??/g, "New").replace("*", "").toUpperCase()}/`),
  "/odd/end", "/odd/a/end", "/rest", "/rest/", "/rest/a/b/c", "/nowhere", "/meetings", "//meetings//x", "/meetings/a%2Fb", "/%6Deetings/x", "/meetings/%", "/meetings/new", "/subjects/new/child", "/withXdots(and)more", "/",
];

test("With the routes that could answer an address the router finds what it finds with all", () => {
  const find = routesFor(build);
  const all = tree(paths);
  const found = (routes: ReturnType<typeof tree>, address: string) => matchRoutes(routes, address)?.map(({ route, params }) => [route.id, params]) ?? null;
  for (const address of addresses) expect([address, found(tree(find(address)), address)]).toEqual([address, found(all, address)]);
  // And they are few.
  expect(find("/meetings/x/live")).toEqual(["root", "/meetings/:meetingId/live"]);
});

test("A handler is made once for the same routes, and knows no others; where none fits it knows the frame alone", () => {
  const made: string[][] = [];
  const whole = { ...build, assets: { url: "/manifest.js", routes: build.routes } };
  const handler = narrow(whole, ({ routes, assets }) => {
    made.push(Object.keys(routes));
    expect([assets.url, Object.keys(assets.routes)]).toEqual(["/manifest.js", Object.keys(routes)]);
    return () => undefined;
  });
  const ask = (path: string) => handler({ path } as Request, {} as Response, () => undefined);
  for (const path of ["/meetings/a/live", "/meetings/b/live", "/nowhere", "/nothing"]) ask(path);
  expect(made).toEqual([["root", "/meetings/:meetingId/live"], ["root"]]);
});
