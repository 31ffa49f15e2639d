// Characters that nobody sees, and words that look like others (Unicode TR 36, TR 39). What people typed is kept byte for byte: this says what is
// there. What a script needs to be written rightly is no surprise, and is left alone.

/** A run of a text: as it is (`means` null), or something that would not be seen for what it is, with its name. */
export interface Piece {
  text: string;
  means: string | null;
}

const hidden = /[\p{Cc}\u00AD\u061C\u115F\u1160\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E00FF}]|\u034F|[\u17B4\u17B5]|[\u180B-\u180D]|\u180E|[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}]/u;
const names: Record<string, string> = {
  "00AD": "soft hyphen", "061C": "Arabic letter mark", "200B": "zero-width space", "200C": "zero-width non-joiner", "200D": "zero-width joiner", "200E": "left-to-right mark", "200F": "right-to-left mark",
  "202A": "left-to-right embedding", "202B": "right-to-left embedding", "202C": "end of direction", "202D": "left-to-right override", "202E": "right-to-left override", "2060": "word joiner",
  "2066": "left-to-right isolate", "2067": "right-to-left isolate", "2068": "isolate", "2069": "end of isolate", "3164": "filler", "FEFF": "zero-width space",
};
const nameOf = (character: string): string => {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} ${names[code] ?? "hidden character"}`;
};

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const joining = /^(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{L}\p{M}]$/u;
const pictured = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F)$/u;
const isTag = (character: string): boolean => /^[\u{E0020}-\u{E007F}]$/u.test(character);

/** Whether writing of that kind needs the character there: joiners in Persian, Indic scripts and emoji, marks of direction beside right-to-left letters, the flags of England, Scotland and Wales. */
function isNeeded(text: string[], at: number): boolean {
  const [character, before = "", after = ""] = [text[at]!, text[at - 1], text[at + 1]];
  if (character === "\n" || character === "\t" || character === "\r") return true;
  if (character === "\u200D" || character === "\u200C") return (joining.test(before) && joining.test(after)) || (pictured.test(before) && pictured.test(after));
  if (character === "\u200E" || character === "\u200F" || character === "\u061C") return text.some((one) => rightToLeft.test(one));
  if (character === "\uFE0F" || character === "\uFE0E") return /^[\p{Emoji}]$/u.test(before);
  if (isTag(character)) {
    let from = at;
    while (from > 0 && isTag(text[from]!)) from--;
    return text[from] === "\u{1F3F4}";
  }
  return false;
}

const scripts = [["Latin", /\p{Script=Latin}/u], ["Cyrillic", /\p{Script=Cyrillic}/u], ["Greek", /\p{Script=Greek}/u]] as const;
/** "Latin and Cyrillic" of a word whose letters come from both; null of any other. */
function mixed(word: string): string | null {
  const found = scripts.filter(([, script]) => script.test(word)).map(([name]) => name);
  return found.length > 1 ? found.join(" and ") : null;
}

// Latin letters and what is written between them: nothing of it is hidden, and nothing looks like it.
const latin = /^[\n\r\t -~\u00A0-\u00AC\u00AE-\u024F\u2010-\u2027\u2030-\u205E\u20A0-\u20BF]*$/;
/** Whether the text is one piece, as it is. */
export const isPlain = (text: string): boolean => latin.test(text) || (!hidden.test(text) && !mixed(text));

/** The text in pieces, one after the other the whole of it. Nearly always there is one. */
export function piecesOf(text: string): Piece[] {
  if (isPlain(text)) return [{ text, means: null }];
  const pieces: Piece[] = [];
  const put = (piece: Piece) => {
    const last = pieces.at(-1);
    if (last && last.means === null && piece.means === null) last.text += piece.text;
    else pieces.push(piece);
  };
  const characters = [...text];
  for (let i = 0; i < characters.length; ) {
    const character = characters[i]!;
    if (hidden.test(character)) {
      put({ text: character, means: isNeeded(characters, i) ? null : nameOf(character) });
      i++;
      continue;
    }
    const from = i++;
    while (i < characters.length && /^[\p{L}\p{M}]$/u.test(characters[from]!) && /^[\p{L}\p{M}]$/u.test(characters[i]!)) i++;
    const word = characters.slice(from, i).join("");
    const both = mixed(word);
    put({ text: word, means: both && `mixes ${both} letters` });
  }
  return pieces;
}
