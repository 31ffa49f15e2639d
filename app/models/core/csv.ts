// Files that a spreadsheet opens (RFC 4180), in which nothing that somebody typed is a formula (ASVS 1.2.10; reliability.md §5 row 10).

// What a spreadsheet calculates, also behind spaces, quotes, separators or marks of direction that nobody sees.
const formula = /^[\s"';,\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** One cell, quoted; with an apostrophe before what a spreadsheet would calculate. */
export const csvCell = (text: string): string => `"${(formula.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;

/** Rows as a file, with the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
