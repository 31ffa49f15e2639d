import { useEffect } from "react";

interface Route {
  path?: string;
  parentId?: string;
  module: string;
  hasAction: boolean;
}

const loaded = new Set<string>();

/**
 * Loads, while it can, the scripts of what the page posts to. Remix loads them with the first post, and the whole page anew when that fails: a hand
 * that is raised while the network is away would take the meeting's page with it. Looks at the page's forms and at the links to forms, whenever `page` is another.
 */
export function useLoadedAhead(page: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands in the document, each time that the page was read
  useEffect(() => {
    const later = setTimeout(() => {
      const { routes } = (window as unknown as { __remixManifest: { routes: Record<string, Route> } }).__remixManifest;
      const pathOf = ({ path, parentId }: Route): string => (parentId ? pathOf(routes[parentId]!) : "") + (path ? `/${path}` : "");
      const actions = Object.values(routes).filter((route) => route.hasAction && !loaded.has(route.module)).map((route) => ({ route, path: new RegExp(`^${pathOf(route).replace(/:\w+/g, "[^/]+")}$`) }));
      const here = [...document.querySelectorAll<HTMLFormElement | HTMLAnchorElement>("main form[method=post], main a.desk__button")].map((one) => new URL(one.getAttribute(one instanceof HTMLFormElement ? "action" : "href") ?? "", location.href).pathname);
      for (const { route, path } of actions) {
        if (!here.some((one) => path.test(one))) continue;
        loaded.add(route.module);
        import(route.module).catch(() => loaded.delete(route.module));
      }
    }, 500);
    return () => clearTimeout(later);
  }, [page]);
}
