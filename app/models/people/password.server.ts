import { dictionary } from "@zxcvbn-ts/language-common";

const common = new Set((dictionary as Record<string, (string | number)[]>)["passwords-common"]?.map(String) ?? (dictionary as Record<string, (string | number)[]>).passwords?.map(String) ?? []);
if (common.size < 1000) throw new Error("The list of common passwords is missing");

/** Why not this password, in the user's words: length (NCSC: three random words, at least 12 characters), or one of the 30,000 most used. */
export function whyNotPassword(password: string, known: string[] = []): string | null {
  if (password.length < 12) return "Use at least 12 characters, for instance three random words";
  if (password.length > 200) return "Use 200 characters or fewer";
  const plain = password.toLowerCase();
  if (common.has(plain) || common.has(plain.replace(/[^a-z]+$/, "")) || /^(.)\1+$/.test(plain)) return "This password is one of those that are guessed first. Choose another";
  if (known.some((word) => word.length > 3 && plain === word.toLowerCase())) return "Do not use your name or e-mail address";
  return null;
}
