import type { Compartment } from "./expected.ts";

/** Words that stand in one place and nowhere else: wherever they come out, it is known from where. */
export interface Canary {
  code: string;
  /** For whom the place is. */
  compartment: Compartment;
  /** The place, as "action.what of a-owner". */
  place: string;
}

const [consonants, vowels] = ["bdfghjklmnprstvz", "aeiou"];
/** Six letters, unlike those of the numbers beside it. */
function codeOf(number: number): string {
  let rest = (number * 314_159 + 271_828) % 512_000;
  let code = "";
  for (let i = 0; i < 3; i++) {
    code += consonants![rest % 16]! + vowels![Math.floor(rest / 16) % 5]!;
    rest = Math.floor(rest / 80);
  }
  return code;
}

const marked = /(?:zyq|wux)([a-z]{6})/gi;
// What looks like base64 and is long enough to hold a mark; and what a mark looks like in it, wherever it begins.
const base64 = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const asBase64 = new RegExp(["Zyq", "Wux"].flatMap((mark) => [0, 1, 2].map((before) => Buffer.from("\0".repeat(before) + mark).toString("base64").slice(Math.ceil((before * 8) / 6), Math.floor(((before + 3) * 8) / 6)))).join("|"));

export class Canaries {
  readonly all: Canary[] = [];
  private readonly byCode = new Map<string, Canary>();

  /** Words for this place: two marks with what HTML, JSON, addresses and CSV each write in their own way around and between them. A name has them too. */
  words(compartment: Compartment, place: string): string {
    const { code } = this.make(compartment, place);
    return `Zyq${code} & <"Wux${code}'>`;
  }

  /** One word, where no more fits. */
  word(compartment: Compartment, place: string): string {
    return `Zyq${this.make(compartment, place).code}`;
  }

  private make(compartment: Compartment, place: string): Canary {
    const canary = { code: codeOf(this.all.length), compartment, place };
    if (this.byCode.has(canary.code)) throw new Error(`Two places have ${canary.code}`);
    this.all.push(canary);
    this.byCode.set(canary.code, canary);
    return canary;
  }

  /** Those that these words hold: as they are, folded to small letters, escaped for HTML, JSON, an address or CSV (letters stay letters in each), spread over bytes of two, or as base64. */
  in(text: string): Set<Canary> {
    const found = new Set<Canary>();
    const look = (words: string) => {
      for (const match of words.matchAll(marked)) {
        const canary = this.byCode.get(match[1]!.toLowerCase());
        if (canary) found.add(canary);
      }
    };
    look(text);
    if (text.includes("\0")) look(text.replaceAll("\0", ""));
    if (asBase64.test(text)) for (const [run] of text.matchAll(base64)) for (let skip = 0; skip < 4; skip++) look(Buffer.from(run.slice(skip), "base64").toString("latin1"));
    return found;
  }
}
