import type { Tx } from "./tx.ts";

/** Elements of Teradata's FORMAT and what TO_CHAR calls them, longest first. */
const ELEMENTS: readonly (readonly [string, string])[] = [
  ["YYYY", "YYYY"],
  ["Y4", "YYYY"],
  ["YY", "YY"],
  ["MMMM", "MONTH"],
  ["M4", "MONTH"],
  ["MMM", "MON"],
  ["M3", "MON"],
  ["MM", "MM"],
  ["MI", "MI"],
  ["DDD", "DDD"],
  ["D3", "DDD"],
  ["DD", "DD"],
  ["EEEE", "DAY"],
  ["E4", "DAY"],
  ["EEE", "DY"],
  ["E3", "DY"],
  ["HH", "HH24"],
  ["SS", "SS"],
  ["S(6)", "FF6"],
  ["S(3)", "FF3"],
  ["T", "AM"],
  ["B", " "],
];

/** A FORMAT of Teradata as a mask of TO_CHAR. */
export function teradataMask(tx: Tx, mask: string, offset: number): string {
  let out = "";
  for (let at = 0; at < mask.length; ) {
    const rest = mask.slice(at).toUpperCase();
    const found = ELEMENTS.find(([element]) => rest.startsWith(element));
    const character = mask[at] ?? "";
    if (found) {
      out += found[1];
      at += found[0].length;
    } else if (/[-/:.,\s]/.test(character)) {
      out += character;
      at++;
    } else throw tx.stop("DWM-QRY-005", { mask, element: character }, offset);
  }
  return /AM/.test(out) ? out.replace("HH24", "HH12") : out;
}
