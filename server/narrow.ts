import type { RequestHandler } from "express";

interface BuiltRoute {
  id: string;
  parentId?: string;
  path?: string;
}
interface Build {
  routes: Record<string, BuiltRoute | undefined>;
  /** What the browser loads for each. */
  assets: { routes: Record<string, unknown> };
}

/** As the router reads an address before it matches it. */
function decoded(pathname: string): string {
  try {
    return pathname.split("/").map((segment) => decodeURIComponent(segment).replaceAll("/", "%2F")).join("/");
  } catch {
    return pathname;
  }
}

/**
 * The routes of a build that could answer an address, with those around them. What could not is left out: patterns are as in file names (a `$` for any
 * one segment, or at the end for all that follow), compared without regard to case.
 */
export function routesFor(build: Pick<Build, "routes">): (pathname: string) => string[] {
  const routes = Object.values(build.routes) as BuiltRoute[];
  const above = ({ parentId }: BuiltRoute): BuiltRoute[] => (parentId ? [...above(build.routes[parentId]!), build.routes[parentId]!] : []);
  const patterns = routes.map((route) => {
    const segments = [...above(route), route].flatMap(({ path }) => path?.split("/").filter(Boolean) ?? []);
    const words = segments.map((segment) => (segment === "*" ? "(?:/.*)?" : segment.startsWith(":") ? (segment.endsWith("?") ? "(?:/[^/]+)?" : "/[^/]+") : `/${segment.replace(/[.*+^${}()|[\]\\]/g, "\\$&")}`));
    return { ids: [...above(route), route].map(({ id }) => id), fits: new RegExp(`^${words.join("")}/*$`, "i") };
  });
  return (pathname) => {
    const address = decoded(pathname);
    return [...new Set(patterns.filter(({ fits }) => fits.test(address)).flatMap(({ ids }) => ids))];
  };
}

/**
 * Answers by handlers that know no routes but those that could answer the address. The router weighs every route that it knows, anew and twice for each
 * request, and draws a page by a tree made of all: of 260 routes that was a third of what reading a page cost. What the browser gets is the same: it has
 * its list of all routes from a file. `make` makes a handler of a build; each is made once.
 */
export function narrow<B extends Build>(build: B, make: (build: B) => RequestHandler): RequestHandler {
  const find = routesFor(build);
  const handlers = new Map<string, RequestHandler>();
  const only = <R>(routes: Record<string, R>, ids: string[]) => Object.fromEntries(ids.map((id) => [id, routes[id]!]));
  return (request, response, next) => {
    const ids = find(request.path);
    const known = ids.length ? ids : ["root"];
    const key = known.join(" ");
    const handler = handlers.get(key) ?? make({ ...build, routes: only(build.routes, known), assets: { ...build.assets, routes: only(build.assets.routes, known) } });
    handlers.set(key, handler);
    return handler(request, response, next);
  };
}
