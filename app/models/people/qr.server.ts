import qrcode from "qrcode-generator";

/** A text as the squares of a QR code: a path in an SVG of `size` units, four of them quiet on each side. */
export function squaresOf(text: string): { size: number; path: string } {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const quiet = 4;
  const count = code.getModuleCount();
  let path = "";
  for (let row = 0; row < count; row++) for (let column = 0; column < count; column++) if (code.isDark(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`;
  return { size: count + 2 * quiet, path };
}
