import { splitQuoted } from "../../../sql/variable.ts";
import type { TargetColumn, TranslateContext } from "../../types.ts";
import { type ColumnDetail, detailOf } from "../digits/digits.ts";
import type { Columns, Details } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { informationSchema, refuseSystem } from "./systemTables.ts";

/** The parts of a table's name, with BigQuery's `project.dataset.table` in one pair of quotes taken apart. */
export function nameParts(tx: Tx, parts: readonly string[]): string[] {
  if (!tx.is("bigquery")) return [...parts];
  return parts.flatMap(splitQuoted);
}

/**
 * The bare name in the target of a source table: by its qualified name as far as the inventory knows it, else by its
 * last part; undefined when the inventory has no such object.
 */
export function targetOf(context: TranslateContext, parts: readonly string[]): string | undefined {
  const lower = parts.filter((part) => part !== "").map((part) => part.toLowerCase());
  const { targets } = context.names;
  for (let from = 0; from < lower.length; from++) {
    const key = lower.slice(from).join(".");
    if (Object.hasOwn(targets, key)) return targets[key];
  }
  return undefined;
}

/** The names that a table answers to where it has no alias, lower case: `a.b.c`, `b.c` and `c`. */
export function namesOf(parts: readonly string[]): string[] {
  const lower = parts.map((part) => part.toLowerCase());
  return lower.map((_, from) => lower.slice(from).join("."));
}

/** A table's name for a query in the target, and its columns where they are known. */
export function tableReference(
  tx: Tx,
  parts: readonly string[],
  offset: number,
): { sql: string; columns: Columns; details: Details } {
  const own = informationSchema(tx, parts, offset);
  if (own !== undefined) return { sql: own, columns: undefined, details: undefined };
  const target = targetOf(tx.context, parts);
  refuseOutside(tx, parts, target, offset);
  const name = target ?? parts.at(-1) ?? "";
  const known = tx.context.known?.[name];
  const columns =
    known && new Map(known.map((column) => [column.name.toLowerCase(), column.class]));
  const details = known ? detailsOf(tx, known) : undefined;
  // Without a schema to go to, objects keep the names that the source gives them.
  if (tx.context.names.schema === "")
    return {
      sql: parts
        .map((part, at) => (part === "" && at > 0 ? ownSchema(tx) : part))
        .filter((part) => part !== "")
        .map(tx.out.name)
        .join("."),
      columns,
      details,
    };
  return { sql: tx.out.innerName(tx.context.names, name), columns, details };
}

function detailsOf(tx: Tx, known: readonly TargetColumn[]): Details {
  const details = new Map<string, ColumnDetail>();
  for (const column of known) {
    const detail = detailOf(tx, column);
    if (detail) details.set(column.name.toLowerCase(), detail);
  }
  return details.size > 0 ? details : undefined;
}

/** The schema of `db..t`. */
function ownSchema(tx: Tx): string {
  if (tx.is("tsql")) return "dbo";
  return tx.is("snowflake") ? "PUBLIC" : "";
}

/** Tables that are the source system's own, or of another server, or many at once. */
function refuseOutside(
  tx: Tx,
  parts: readonly string[],
  target: string | undefined,
  offset: number,
) {
  const outside = () => tx.stop("DWM-QRY-011", { name: parts.join(".") }, offset);
  // Four parts: the first one is a linked server.
  const server = parts.length === 4 && !tx.is("bigquery") && parts[0] !== "";
  if (parts.length > 4 || server) throw outside();
  const last = parts.at(-1) ?? "";
  if (tx.is("bigquery") && last.endsWith("*")) throw tx.unsupported(`the tables ${last}`, offset);
  if (target === undefined) refuseSystem(tx, parts, offset);
}
