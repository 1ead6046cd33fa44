import type { Tx } from "../query/tx.ts";

/** Options that say how, not what: words -> why they are dropped. Longest first where one starts another. */
const DROPPED: readonly { words: string[]; why: string; group?: boolean; value?: boolean }[] = [
  { words: ["CHARACTER", "SET"], why: "texts are Unicode", value: true },
  { words: ["CHARSET"], why: "texts are Unicode", value: true },
  { words: ["COLLATE"], why: "order and equality follow the bytes", value: true },
  { words: ["ENCODE"], why: "storage", value: true },
  { words: ["DISTKEY"], why: "storage" },
  { words: ["SORTKEY"], why: "storage" },
  { words: ["ROWGUIDCOL"], why: "replication" },
  { words: ["SPARSE"], why: "storage" },
  { words: ["FILESTREAM"], why: "storage" },
  { words: ["NOT", "FOR", "REPLICATION"], why: "replication" },
  { words: ["NOT", "CASESPECIFIC"], why: "comparisons see upper and lower case" },
  { words: ["CASESPECIFIC"], why: "comparisons see upper and lower case anyway" },
  { words: ["UPPERCASE"], why: "texts are kept as they come" },
  { words: ["COMPRESS"], why: "storage", group: true },
  { words: ["FORMAT"], why: "display", value: true },
  { words: ["TITLE"], why: "display", value: true },
  { words: ["INVISIBLE"], why: "every column is visible" },
  { words: ["VISIBLE"], why: "every column is visible" },
  { words: ["WITH", "MASKING", "POLICY"], why: "policies are not migrated", value: true },
  { words: ["MASKING", "POLICY"], why: "policies are not migrated", value: true },
  { words: ["MASKED"], why: "policies are not migrated" },
  { words: ["WITH", "TAG"], why: "tags are not migrated", group: true },
  { words: ["TAG"], why: "tags are not migrated", group: true },
  { words: ["OPTIONS"], why: "BigQuery's own", group: true },
  { words: ["STORAGE"], why: "storage", value: true },
  { words: ["ENABLE"], why: "constraints are always checked" },
  { words: ["VALIDATE"], why: "constraints are always checked" },
  { words: ["RELY"], why: "a hint" },
  { words: ["NORELY"], why: "a hint" },
  { words: ["SORT"], why: "storage" },
  { words: ["NOORDER"], why: "a matter of speed" },
  { words: ["ORDER"], why: "a matter of speed" },
  { words: ["PERSISTED"], why: "storage" },
  { words: ["VIRTUAL"], why: "computed columns are computed when read" },
  { words: ["BYTE"], why: "texts are Unicode" },
  { words: ["CHAR"], why: "texts are Unicode" },
  { words: ["HIDDEN"], why: "every column is visible" },
];

export function readDropped(tx: Tx, offset: number): boolean {
  const { cursor } = tx;
  for (const option of DROPPED) {
    if (!cursor.isWords(...option.words)) continue;
    const start = cursor.at;
    cursor.at += option.words.length;
    if (option.value) {
      cursor.acceptSymbol("=");
      if (cursor.peek()?.kind === "string") cursor.next();
      else cursor.name();
    }
    if (option.group || option.value) cursor.group();
    tx.note(
      "DWM-TBL-003",
      { clause: cursor.textBetween(start, cursor.at), why: option.why },
      offset,
    );
    return true;
  }
  return false;
}
