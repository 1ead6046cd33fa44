/** Files that are named in the message; the rest is counted. */
const NAMED = 5;

/** Says that files are no UTF, and what they were taken for. */
export function guessMessage(files: readonly string[]): string {
  const named = files.slice(0, NAMED).join(", ");
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : "";
  const are = files.length === 1 ? "is" : "are";
  return `${named}${more} ${are} neither UTF-8 nor UTF-16 and read as Windows-1252 (Latin-1): save as UTF-8 where letters come out wrong`;
}
