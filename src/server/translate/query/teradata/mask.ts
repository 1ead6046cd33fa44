import type { Tx } from "../tx.ts";

/** Elements of Teradata's FORMAT and what TO_CHAR calls them, longest first; names are written `January`, without blanks. */
const ELEMENTS: readonly (readonly [string, string])[] = [
  ["YYYY", "YYYY"],
  ["Y4", "YYYY"],
  ["YY", "YY"],
  ["MMMM", "FMMonthFM"],
  ["M4", "FMMonthFM"],
  ["MMM", "Mon"],
  ["M3", "Mon"],
  ["MM", "MM"],
  ["MI", "MI"],
  ["DDD", "DDD"],
  ["D3", "DDD"],
  ["DD", "DD"],
  ["EEEE", "FMDayFM"],
  ["E4", "FMDayFM"],
  ["EEE", "Dy"],
  ["E3", "Dy"],
  ["HH", "HH24"],
  ["SS", "SS"],
  ["DS(6)", ".FF6"],
  ["DS(3)", ".FF3"],
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
