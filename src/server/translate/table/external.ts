import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import type { Table } from "./model.ts";
import { noteAt } from "./notes.ts";
import { readText, shorten } from "./texts.ts";

/** File formats that Databricks reads, by what the sources call them. */
const FORMATS: Readonly<Record<string, string>> = {
  PARQUET: "PARQUET",
  ORC: "ORC",
  AVRO: "AVRO",
  CSV: "CSV",
  TEXTFILE: "CSV",
  DELIMITEDTEXT: "CSV",
  JSON: "JSON",
  NEWLINE_DELIMITED_JSON: "JSON",
  DELTA: "DELTA",
  DELTA_LAKE: "DELTA",
};

/** Marks a table as one of files. */
export function beginExternal(tx: Tx, table: Table, offset: number): void {
  table.external = {
    location: undefined,
    format: undefined,
    options: new Map(),
    partitions: [],
    note: noteAt(tx, offset),
  };
}

/** A file format by its name in the source. */
export function setFormat(table: Table, name: string): void {
  if (table.external) table.external.format = FORMATS[name.toUpperCase()];
}

/** Where the files lie; a stage or a named data source says it elsewhere. */
export function setLocation(table: Table, location: string): void {
  if (!table.external) return;
  if (/^(s3a?|gs|abfss?|wasbs?|dbfs|https?):\/\//.test(location))
    table.external.location = location.replace(/\*[^/]*$/, "").replace(/^s3a:/, "s3:");
}

/** Clauses of external tables: LOCATION, FILE_FORMAT, STORED AS, ROW FORMAT, PARTITIONED BY. False: none comes next. */
export function readExternalClause(tx: Tx, table: Table): boolean {
  const { cursor } = tx;
  const offset = cursor.offset;
  const start = cursor.at;
  if (!table.external) return false;
  if (cursor.accept("LOCATION")) {
    cursor.acceptSymbol("=");
    if (cursor.peek()?.kind === "string") setLocation(table, readText(tx));
    else {
      skipStage(tx);
      const clause = cursor.textBetween(start, cursor.at);
      tx.note("DWM-TBL-024", { clause, why: "a stage is no place of files in the target" }, offset);
    }
    return true;
  }
  if (cursor.accept("STORED", "AS")) {
    const word = cursor.next()?.value ?? "";
    if (/^(INPUTFORMAT|OUTPUTFORMAT)$/.test(word)) {
      const named = cursor.next()?.text ?? "";
      if (/parquet/i.test(named)) setFormat(table, "PARQUET");
      if (/orc/i.test(named)) setFormat(table, "ORC");
      if (/text/i.test(named)) setFormat(table, "TEXTFILE");
      if (cursor.accept("OUTPUTFORMAT")) cursor.next();
    } else setFormat(table, word);
    return true;
  }
  if (cursor.accept("ROW", "FORMAT")) {
    readRowFormat(tx, table, start, offset);
    return true;
  }
  if (cursor.accept("TABLE", "PROPERTIES") || cursor.accept("TBLPROPERTIES")) {
    const clause = cursor.group()?.rest() ?? "";
    if (/'skip\.header\.line\.count' ?= ?'1'/i.test(clause))
      table.external.options.set("header", "true");
    tx.note("DWM-TBL-003", { clause: shorten(clause), why: "properties of the table" }, offset);
    return true;
  }
  if (cursor.accept("FILE_FORMAT")) {
    cursor.acceptSymbol("=");
    readFormat(tx, table);
    return true;
  }
  return false;
}

/** ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' …, ROW FORMAT SERDE 'class' [WITH SERDEPROPERTIES (…)]. */
function readRowFormat(tx: Tx, table: Table, start: number, offset: number): void {
  const { cursor } = tx;
  const { external } = table;
  if (cursor.accept("SERDE")) {
    const name = readText(tx);
    const format = /json/i.test(name) ? "JSON" : /csv/i.test(name) ? "CSV" : undefined;
    if (external && format) external.serde = format;
    if (cursor.accept("WITH", "SERDEPROPERTIES")) cursor.group();
    const clause = shorten(cursor.textBetween(start, cursor.at));
    tx.note("DWM-TBL-024", { clause, why: "options of the files are not carried over" }, offset);
    return;
  }
  cursor.accept("DELIMITED");
  if (cursor.accept("FIELDS", "TERMINATED", "BY")) external?.options.set("sep", readText(tx));
  const rest = cursor.at;
  for (;;) {
    const more =
      cursor.accept("ESCAPED", "BY") ||
      cursor.accept("LINES", "TERMINATED", "BY") ||
      cursor.accept("NULL", "DEFINED", "AS") ||
      cursor.accept("COLLECTION", "ITEMS", "TERMINATED", "BY") ||
      cursor.accept("MAP", "KEYS", "TERMINATED", "BY");
    if (!more) break;
    cursor.next();
  }
  const clause = cursor.textBetween(rest, cursor.at);
  if (clause !== "" && !/^LINES TERMINATED BY '\\n'$/i.test(clause))
    tx.note("DWM-TBL-024", { clause, why: "options of the files are not carried over" }, offset);
}

/** `@stage/path/`: up to the next blank. */
function skipStage(tx: Tx): void {
  const { cursor } = tx;
  cursor.next();
  while (!cursor.done && cursor.peek()?.spaced === false) cursor.next();
}

/** `(TYPE = PARQUET …)`, `(FORMAT_NAME = x)`, a name or a text. */
function readFormat(tx: Tx, table: Table): void {
  const { cursor } = tx;
  const offset = cursor.offset;
  const inside = cursor.group();
  if (!inside) {
    const token = cursor.next();
    if (token?.kind === "string") {
      const literal = readStringLiteral(token.text, tx.dialect);
      if (literal?.kind === "text") setFormat(table, literal.value);
    } else if (token) setFormat(table, token.value);
    return;
  }
  const rest = inside.rest();
  const type = /\bTYPE\s*=\s*'?(\w+)/i.exec(rest)?.[1];
  if (type) setFormat(table, type);
  if (rest.split("=").length > 2) {
    const why = "options of the files are not carried over";
    tx.note("DWM-TBL-024", { clause: `FILE_FORMAT (${shorten(rest)})`, why }, offset);
  }
}
