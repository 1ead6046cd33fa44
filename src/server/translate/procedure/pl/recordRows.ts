import { identifierOf, isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { bracketed, madeToken, wordOutside } from "../../dml/changedRows.ts";
import { targetOf } from "../../query/from/tableName.ts";
import type { Pl } from "./context.ts";
import type { PlName } from "./names.ts";

/** `INSERT INTO t VALUES r` of a record or a loop's row: with its fields in brackets. */
export function recordInserted(pl: Pl, last: number): Token[] | undefined {
  const { cursor, tokens } = pl;
  const values = pl.oracle ? wordOutside(tokens, cursor.at, last, "VALUES") : last;
  const record = tokens[values + 1];
  if (values === last || !record || values + 2 !== last) return undefined;
  const fields = fieldNames(pl.names.find(identifierOf(record) ?? ""));
  if (!fields?.every((field) => /^\w+$/.test(field))) return undefined;
  const list = fields.flatMap((field, index) => [
    ...(index > 0 ? [madeToken(",", record)] : []),
    record,
    madeToken(".", record),
    madeToken(field, record),
  ]);
  return [...tokens.slice(cursor.at, values + 1), ...bracketed(list)];
}

function fieldNames(meaning: PlName | undefined): string[] | undefined {
  if (meaning?.is === "row" && meaning.columns) return [...meaning.columns.keys()];
  if (meaning?.is !== "record" || meaning.fields.size === 0) return undefined;
  return [...meaning.fields.values()].map(({ name }) => name);
}

/** `UPDATE t SET ROW = r` of a record: its fields go into the table's columns in order. */
export function rowAssigned(pl: Pl, last: number): Token[] | undefined {
  const { cursor, tokens, tx } = pl;
  if (!pl.oracle || !cursor.isWords("UPDATE")) return undefined;
  const set = wordOutside(tokens, cursor.at, last, "SET");
  const [row, equals, record, behind] = tokens.slice(set + 1, last);
  if (!isWord(row, "ROW") || !isSymbol(equals, "=") || !record) return undefined;
  const table = cursor.slice(cursor.at + 1, set).name();
  const target = table && targetOf(tx.context, table);
  const columns = target === undefined ? undefined : tx.context.known?.[target];
  const fields = fieldNames(pl.names.find(identifierOf(record) ?? ""));
  const ends = behind === undefined || isWord(behind, "WHERE");
  if (!columns || fields?.length !== columns.length || !ends)
    throw tx.stop("DWM-PRC-002", { construct: "SET ROW of what is not known" }, row?.start);
  const list = columns.flatMap(({ name }, index) =>
    [...(index > 0 ? [","] : []), name, "="]
      .map((text) => madeToken(text, record))
      .concat([record, madeToken(".", record), madeToken(fields[index] ?? "", record)]),
  );
  return [...tokens.slice(cursor.at, set + 1), ...list, ...tokens.slice(set + 4, last)];
}
