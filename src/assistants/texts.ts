import { editDistance } from "../protocol/editDistance.ts";

/** Cuts a text that is longer than an answer may be, and says so. */
export function cut(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const left = text.length - maxChars;
  return `${text.slice(0, maxChars)}\n… (${left} more characters are not shown)`;
}

/** `1 table`, `3 tables`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** `sales/orders.sql:12:5`, or undefined where no file is known. */
export function placeText(place: {
  file?: string | null | undefined;
  line?: number | null | undefined;
  column?: number | null | undefined;
}): string | undefined {
  const { file, line, column } = place;
  return file ? `${file}:${line ?? 1}:${column ?? 1}` : undefined;
}

/** The names that are most like `name`, best first: those that hold it, then those that differ in few characters. */
export function nearNames(name: string, known: readonly string[], most = 5): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

function distanceOf(wanted: string, candidate: string): number {
  if (candidate.includes(wanted) || wanted.includes(candidate)) return 0;
  // A schema in front, or none, is the most common slip.
  return Math.min(
    editDistance(wanted, candidate),
    editDistance(lastPart(wanted), lastPart(candidate)),
  );
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}
