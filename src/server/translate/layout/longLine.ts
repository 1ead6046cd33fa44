/** Characters: a statement without a longer line is read as it is. */
const LONG_LINE = 100;

/** True when a line of the text is longer than what an editor shows beside another. */
export function hasLongLine(sql: string): boolean {
  return sql.split("\n").some((line) => line.length > LONG_LINE);
}
