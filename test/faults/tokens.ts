/** The words that writers type: `⟨w3:17⟩` is the seventeenth of writer w3. Never typed twice, never deleted, never written into. */
export const tokenOf = (writer: string, number: number): string => `⟨${writer}:${number}⟩`;

const token = /⟨([\w.-]+):(\d+)⟩/g;

/** The tokens of a text, each as often as it stands there. */
export const tokensIn = (text: string): string[] => text.match(token) ?? [];

export const writerOf = (tok: string): string => tok.slice(1, tok.lastIndexOf(":"));

/** How often each thing is in a list. */
export function countsOf(list: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}
