import type { ResultTable } from "../jobs/resultTable.ts";
import type { LogRow } from "./messages.ts";

/** What may be a name: no space, and nothing that ends a phrase. */
const WORDS = /[^\s,;:()'"`]+/g;
/** A name that holds spaces stands between the kind of the object and the rest of the sentence. */
const AFTER_KIND = /\b(?:table|view|procedure) (.+?)(?=: |, | in \d|$)/g;
/** Names come early in a line; what follows is the engine's error. */
const MAX_WORDS = 12;

/** The lines with the object that each names, where its row is known. The first one counts. */
export function withObjects(lines: readonly LogRow[], table: ResultTable): LogRow[] {
  return lines.map((line) => {
    const object = objectOf(line.message, table);
    return object ? { ...line, object } : line;
  });
}

function objectOf(message: string, table: ResultTable): LogRow["object"] | undefined {
  for (const match of message.matchAll(AFTER_KIND)) {
    const found = place(match[1] ?? "", match.index + match[0].indexOf(" ") + 1, table);
    if (found) return found;
  }
  let words = 0;
  for (const match of message.matchAll(WORDS)) {
    if (++words > MAX_WORDS) return undefined;
    // A name at the end of a sentence has its full stop.
    const found = place(match[0].replace(/\.+$/, ""), match.index, table);
    if (found) return found;
  }
  return undefined;
}

function place(name: string, start: number, table: ResultTable): LogRow["object"] | undefined {
  const row = table.find(name);
  return row && [row.id, start, start + name.length];
}
