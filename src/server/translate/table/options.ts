import { literalText } from "../literals.ts";
import type { Tx } from "../query/tx.ts";
import { shorten } from "./texts.ts";

/** Options without which other rows are read from files. */
const READING =
  /^(skip_leading_rows|null_marker|max_bad_records|allow_jagged_rows|allow_quoted_newlines|quote|encoding|ignore_unknown_values|hive_partition_uri_prefix)$/;

/** Options by which rows go by themselves. */
const EXPIRING = /^(partition_expiration_days|expiration_timestamp)$/;

/** What BigQuery's OPTIONS (…) say that a target can hold. */
export interface BigqueryOptions {
  description: string | undefined;
  format: string | undefined;
  /** The first of the files of an external table. */
  uri: string | undefined;
  /** How the files are written, by Databricks' names of options. */
  files: [name: string, value: string][];
}

/** Reads OPTIONS (…), the cursor behind the word; what is not kept is told. */
export function readBigqueryOptions(tx: Tx, offset: number): BigqueryOptions {
  const options: BigqueryOptions = {
    description: undefined,
    format: undefined,
    uri: undefined,
    files: [],
  };
  const dropped: string[] = [];
  for (const part of tx.cursor.group()?.split() ?? []) {
    const clause = part.rest();
    const name = part.identifier()?.toLowerCase();
    part.acceptSymbol("=");
    while (part.acceptSymbol("["));
    const several = part.isSymbol(",", 1);
    const value = literalText(part.peek(), tx.dialect);
    if (name === "description" && value !== undefined) options.description = value || undefined;
    else if (name === "format" && value !== undefined) options.format = value;
    else if (name === "uris" && value !== undefined) {
      options.uri = value;
      if (several) {
        const why = "the files of the first place are read, those of the others are not";
        tx.note("DWM-TBL-024", { clause: shorten(clause), why }, offset);
      }
    } else if (name === "skip_leading_rows" && part.peek()?.text === "1")
      options.files.push(["header", "true"]);
    else if (EXPIRING.test(name ?? ""))
      tx.note("DWM-TBL-024", { clause, why: "rows that are old stay" }, offset);
    else if (READING.test(name ?? "")) {
      const why = "the files are read without it: see whether that gives the same rows";
      tx.note("DWM-TBL-024", { clause, why }, offset);
    } else if (name === "field_delimiter" && value !== undefined)
      options.files.push(["sep", value]);
    else if (clause !== "") dropped.push(clause);
  }
  if (dropped.length > 0)
    tx.note("DWM-TBL-003", { clause: dropped.join(", "), why: "BigQuery's own" }, offset);
  return options;
}
