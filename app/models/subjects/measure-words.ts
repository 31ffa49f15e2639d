import { measureKinds } from "./measure.ts";

/** What measures are called for short (practice.md §2.4). */
const short: Record<string, string> = {
  cawn: "child abduction warning notice", "abduction notice": "child abduction warning notice", "abduction warning": "child abduction warning notice", "warning letter": "letter to person of concern", "letter": "letter to person of concern",
  cpw: "community protection warning", cpn: "community protection notice", fpn: "fixed penalty notice", sro: "sexual risk order", shpo: "sexual harm prevention order", stro: "slavery and trafficking risk order", stpo: "slavery and trafficking prevention order",
  "taxi licensing": "taxi or private hire licensing action", taxi: "taxi or private hire licensing action", licensing: "premises licensing action", pspo: "public spaces protection order", dispersal: "dispersal power", closure: "closure notice",
  cctv: "lighting, patrols or CCTV", lighting: "lighting, patrols or CCTV", patrols: "lighting, patrols or CCTV", inspection: "inspection (fire, food, housing, trading standards)", "sarah's law": "disclosure scheme", "clare's law": "disclosure scheme", dbs: "referral to barring service", guest: "guest information notice", tenancy: "tenancy action",
};
const begins = (text: string, name: string): boolean => new RegExp(`(^|[^a-z])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[^a-z])`).test(text);

/** The measure that words mean: by its whole name, or what it is called for short. The longest name wins. */
export function measureMeant(text: string): string | null {
  const said = text.toLowerCase().replace(/[’ʼ]/g, "'");
  const names = [...measureKinds.map((kind) => [kind.key, kind.key] as const), ...Object.entries(short)].sort((a, b) => b[0].length - a[0].length);
  // What it is against, and who takes it, comes after.
  const first = said.split(/\bagainst\b|[,;]/)[0]!;
  return names.find(([name]) => begins(first, name))?.[1] ?? names.find(([name]) => begins(said, name))?.[1] ?? null;
}
