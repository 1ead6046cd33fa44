import type { Tx } from "../query/tx.ts";
import { shorten } from "./texts.ts";

const MASKED = "policies are not migrated: what they hide is visible";

interface Dropped {
  words: string[];
  why: string;
  /** A bracketed list stands behind it. */
  group?: boolean;
  /** A name or a text stands behind it. */
  value?: boolean;
  /** A literal may stand behind it. */
  literal?: boolean;
  /** It changes what is seen. */
  matters?: boolean;
}

/** Options that say how, not what: words -> why they are dropped. Longest first where one starts another. */
const DROPPED: readonly Dropped[] = [
  { words: ["CHARACTER", "SET"], why: "texts are Unicode", value: true },
  { words: ["CHARSET"], why: "texts are Unicode", value: true },
  { words: ["COLLATE"], why: "order and equality follow the bytes", value: true },
  { words: ["ENCODE"], why: "storage", value: true },
  { words: ["DISTKEY"], why: "storage" },
  { words: ["SORTKEY"], why: "storage" },
  { words: ["ROWGUIDCOL"], why: "replication" },
  { words: ["SPARSE"], why: "storage" },
  { words: ["FILESTREAM"], why: "storage" },
  {
    words: ["COLUMN_SET", "FOR", "ALL_SPARSE_COLUMNS"],
    why: "nothing gathers the other columns in it",
    matters: true,
  },
  { words: ["NOT", "FOR", "REPLICATION"], why: "replication" },
  { words: ["NOT", "CASESPECIFIC"], why: "comparisons see upper and lower case" },
  { words: ["CASESPECIFIC"], why: "comparisons see upper and lower case anyway" },
  { words: ["UPPERCASE"], why: "texts are kept as they come" },
  { words: ["COMPRESS", "USING"], why: "storage", value: true },
  { words: ["DECOMPRESS", "USING"], why: "storage", value: true },
  { words: ["COMPRESS", "NULL"], why: "storage" },
  { words: ["NO", "COMPRESS"], why: "storage" },
  { words: ["COMPRESS"], why: "storage", group: true, literal: true },
  { words: ["INLINE", "LENGTH"], why: "storage", literal: true },
  { words: ["STORAGE", "FORMAT"], why: "storage", value: true },
  { words: ["ENCRYPT"], why: "storage" },
  { words: ["NO", "SALT"], why: "storage" },
  { words: ["ANNOTATIONS"], why: "notes for tools", group: true },
  { words: ["DOMAIN"], why: "the column has its type", value: true },
  { words: ["ENCRYPTED", "WITH"], why: "storage", group: true },
  { words: ["UC"], why: "texts are kept as they come" },
  { words: ["NAMED"], why: "display", value: true },
  { words: ["COLUMN_FORMAT"], why: "storage", value: true },
  { words: ["ENGINE_ATTRIBUTE"], why: "storage", value: true },
  { words: ["SRID"], why: "shapes are held as bytes", literal: true },
  { words: ["BINARY"], why: "order and equality follow the bytes" },
  { words: ["COMPRESSED"], why: "storage" },
  { words: ["WITHOUT", "SYSTEM", "VERSIONING"], why: "no column has versions" },
  {
    words: ["WITH", "SYSTEM", "VERSIONING"],
    why: "the target keeps no versions of rows",
    matters: true,
  },
  { words: ["ASCII"], why: "texts are Unicode" },
  { words: ["UNICODE"], why: "texts are Unicode" },
  { words: ["FORMAT"], why: "display", value: true },
  { words: ["TITLE"], why: "display", value: true },
  { words: ["INVISIBLE"], why: "every column is visible, in SELECT * too", matters: true },
  { words: ["VISIBLE"], why: "every column is visible" },
  { words: ["WITH", "MASKING", "POLICY"], why: MASKED, value: true, matters: true },
  { words: ["MASKING", "POLICY"], why: MASKED, value: true, matters: true },
  { words: ["WITH", "PROJECTION", "POLICY"], why: MASKED, value: true, matters: true },
  { words: ["PROJECTION", "POLICY"], why: MASKED, value: true, matters: true },
  { words: ["MASKED", "WITH"], why: MASKED, group: true, matters: true },
  { words: ["MASKED"], why: MASKED, matters: true },
  { words: ["WITH", "TAG"], why: "tags are not migrated", group: true },
  { words: ["TAG"], why: "tags are not migrated", group: true },
  { words: ["OPTIONS"], why: "options of the source", group: true },
  { words: ["COMPRESSION"], why: "storage", value: true },
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
  { words: ["HIDDEN"], why: "every column is visible, in SELECT * too", matters: true },
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
    if (option.words[0] === "MASKING" || option.words[1] === "MASKING") acceptUsing(tx);
    if (option.words[0] === "ENCRYPT") acceptEncryption(tx);
    if (option.literal) acceptSign(tx);
    if (option.literal && /^(number|string)$/.test(cursor.peek()?.kind ?? "")) cursor.next();
    if (option.group || option.value) cursor.group();
    const clause = shorten(cursor.textBetween(start, cursor.at));
    tx.note(option.matters ? "DWM-TBL-024" : "DWM-TBL-003", { clause, why: option.why }, offset);
    return true;
  }
  return false;
}

/** What stands before a literal: `-1`, `DATE '1900-01-01'`. */
function acceptSign(tx: Tx): void {
  const { cursor } = tx;
  const next = cursor.peek(1)?.kind;
  if (cursor.isSymbol("-") && next === "number") cursor.next();
  if (/^(DATE|TIME|TIMESTAMP)$/.test(cursor.peek()?.value ?? "") && next === "string")
    cursor.next();
}

/** USING (a, b) of a masking policy. */
function acceptUsing(tx: Tx): void {
  if (tx.cursor.accept("USING")) tx.cursor.group();
}

/** USING 'AES256' IDENTIFIED BY x 'SHA-1' [NO] SALT, behind ENCRYPT. */
function acceptEncryption(tx: Tx): void {
  const { cursor } = tx;
  if (cursor.accept("USING")) cursor.next();
  if (cursor.accept("IDENTIFIED", "BY")) cursor.next();
  if (cursor.peek()?.kind === "string") cursor.next();
  cursor.accept("NO");
  cursor.accept("SALT");
}
