/** Where this Panelroom is, as browsers and providers see it: never taken from what a request says of itself. */
export interface Site {
  origin: string;
  host: string;
}

/** The site of a public address; without one, this machine. */
export function siteOf(publicUrl: string | undefined, port: number): Site {
  const { origin, hostname } = new URL(publicUrl ?? `http://localhost:${port}`);
  return { origin, host: hostname };
}
