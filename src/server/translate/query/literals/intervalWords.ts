import { UNITS } from "./intervalUnits.ts";

/** Amounts with their units, as DuckDB names them. */
export type Amounts = readonly (readonly [string, string])[];

const TIME = /^([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/;
const ISO =
  /^P(?:([-\d.]+)Y)?(?:([-\d.]+)M)?(?:([-\d.]+)W)?(?:([-\d.]+)D)?(?:T(?:([-\d.]+)H)?(?:([-\d.]+)M)?(?:([-\d.]+)S)?)?$/;
const ISO_UNITS = ["year", "month", "week", "day", "hour", "minute", "second"];

/** The unit that a word in an INTERVAL's text means: `m` is minutes there, months in the functions of dates. */
export function unitOfWord(word: string): string | undefined {
  return word.toUpperCase() === "M" ? "minute" : UNITS[word.toUpperCase()];
}

/**
 * What PostgreSQL and Redshift read as an INTERVAL beside words: `3 4:05:06`, `P1DT2H`, `-1 day +02:03`, `1 day ago`.
 * Undefined: no interval. Source: "Interval Input" in PostgreSQL's documentation.
 */
export function readAmounts(text: string): Amounts | undefined {
  const iso = ISO.exec(text.toUpperCase());
  if (iso) {
    const fields = ISO_UNITS.map((unit, at) => [iso[at + 1] ?? "", unit] as const);
    const given = fields.filter(([amount]) => amount !== "");
    return given.length > 0 ? given : undefined;
  }
  const words = text.trim().split(/\s+/);
  const ago = words.at(-1)?.toLowerCase() === "ago";
  if (ago) words.pop();
  const found: [string, string][] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const time = TIME.exec(word);
    if (time) {
      const [, written = "", hours = "", minutes = "", seconds] = time;
      const sign = written === "-" ? "-" : "";
      found.push([`${sign}${Number(hours)}`, "hour"], [`${sign}${Number(minutes)}`, "minute"]);
      if (seconds !== undefined) found.push([`${sign}${Number(seconds)}`, "second"]);
      continue;
    }
    const [, amount, glued = ""] = /^([+-]?\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(word) ?? [];
    if (amount === undefined) return undefined;
    // A number before a time of day is days.
    const days = glued === "" && TIME.test(words[at + 1] ?? "");
    const unit = days ? "day" : unitOfWord(glued || (words[++at] ?? ""));
    if (unit === undefined) return undefined;
    found.push([amount.replace("+", ""), unit]);
  }
  if (!ago) return found;
  return found.map(([amount, unit]) => [
    amount.startsWith("-") ? amount.slice(1) : `-${amount}`,
    unit,
  ]);
}
