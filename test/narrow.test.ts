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

test("For data a handler is made once for the same routes, and knows no others; where none fits it knows the frame alone", () => {
  const made: string[][] = [];
  const handler = narrow(build, ({ routes }) => {
    made.push(Object.keys(routes));
    return () => undefined;
  });
  const all = made.pop();
  expect(all).toEqual(Object.keys(build.routes));
  const ask = (path: string, query: object) => handler({ path, query } as Request, {} as Response, () => undefined);
  for (const path of ["/meetings/a/live", "/meetings/b/live", "/nowhere", "/nothing"]) ask(path, { _data: "root" });
  expect(made).toEqual([["root", "/meetings/:meetingId/live"], ["root"]]);
  // A whole page is drawn by all.
  ask("/subjects/a", {});
  expect(made).toHaveLength(2);
});
