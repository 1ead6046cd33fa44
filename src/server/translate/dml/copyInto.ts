import { Cursor } from "../cursor.ts";
import { readStringLiteral } from "../literals.ts";
import { readQuery } from "../query/block/select.ts";
import type { Tx } from "../query/tx.ts";
import { readColumnList } from "./columnList.ts";
import { type Options, readOptions } from "./copyOptions.ts";
import { one, type StatementResult } from "./statement.ts";
import { readEnd, readTarget } from "./target.ts";

/** True for statements that load files or write them, as Databricks can do it. */
export function isCopy(tx: Tx): boolean {
  const { cursor } = tx;
  if (tx.target !== "databricks") return false;
  if (cursor.isWords("COPY")) return tx.is("snowflake", "redshift");
  return cursor.isWords("UNLOAD") && tx.is("redshift");
}

/** COPY INTO t FROM a place (Snowflake), COPY t FROM 's3://…' (Redshift), and the ways back: COPY INTO @place, UNLOAD. */
export function readCopy(tx: Tx): StatementResult {
  const { cursor } = tx;
  const offset = cursor.offset;
  if (cursor.next()?.value === "UNLOAD") return unload(tx, offset);
  cursor.accept("INTO");
  const goesOut = tx.is("snowflake") && (isPlace(tx) || cursor.peek()?.kind === "string");
  return goesOut ? writeOut(tx, offset) : readIn(tx, offset);
}

function readIn(tx: Tx, offset: number): StatementResult {
  const { cursor } = tx;
  const { sql } = readTarget(tx);
  const columns = readColumnList(tx)?.map(tx.out.name).join(", ");
  tx.expect("FROM");
  if (cursor.isSymbol("(")) throw tx.unsupported("COPY INTO from a query over files", offset);
  const place = readPlace(tx, offset);
  const options = readOptions(tx, offset);
  const list = columns === undefined ? "" : ` (${columns})`;
  const parts = [
    `COPY INTO ${sql}${list} FROM ${tx.out.text(place)} FILEFORMAT = ${options.format}`,
  ];
  if (options.files.length > 0)
    parts.push(`FILES = (${options.files.map(tx.out.text).join(", ")})`);
  if (options.read.size > 0) parts.push(`FORMAT_OPTIONS (${pairs(tx, options.read)})`);
  if (options.force) parts.push("COPY_OPTIONS ('force' = 'true')");
  const what = "check the place, the format and that the workspace may read there";
  tx.note("DWM-QRY-006", { what }, offset);
  return one("COPY", parts.join(" "));
}

/** COPY INTO @place FROM t or a query. */
function writeOut(tx: Tx, offset: number): StatementResult {
  const { cursor } = tx;
  const place = readPlace(tx, offset);
  tx.expect("FROM");
  const inside = cursor.group();
  const query = inside
    ? tx.inside(inside, () => tx.nested(() => readQuery(tx)).sql)
    : `SELECT * FROM ${readTarget(tx).sql}`;
  return outTo(tx, place, query, readOptions(tx, offset), offset);
}

/** Redshift's UNLOAD ('SELECT …') TO 's3://…'. */
function unload(tx: Tx, offset: number): StatementResult {
  const { cursor } = tx;
  const [text] = cursor.group()?.split() ?? [];
  const token = text?.peek();
  const literal = token?.kind === "string" ? readStringLiteral(token.text, tx.dialect) : undefined;
  if (literal?.kind !== "text") throw tx.unreadable("a query in quotes expected");
  tx.expect("TO");
  const place = readPlace(tx, offset);
  const query = tx.inside(new Cursor(literal.value, tx.dialect), () => {
    const { sql } = tx.nested(() => readQuery(tx));
    readEnd(tx);
    return sql;
  });
  return outTo(tx, place, query, readOptions(tx, offset), offset);
}

function outTo(tx: Tx, place: string, query: string, options: Options, offset: number) {
  const what =
    "what stands in the place is replaced, and the names of the files are Databricks' own";
  tx.note("DWM-QRY-006", { what }, offset);
  const given = options.read.size > 0 ? ` OPTIONS (${pairs(tx, options.read)})` : "";
  return one(
    "UNLOAD",
    `INSERT OVERWRITE DIRECTORY ${tx.out.text(place)} USING ${options.format}${given} ${query}`,
  );
}

function pairs(tx: Tx, options: ReadonlyMap<string, string>): string {
  return [...options]
    .map(([key, value]) => `${tx.out.text(key)} = ${tx.out.text(value)}`)
    .join(", ");
}

function isPlace({ cursor }: Tx): boolean {
  return cursor.peek()?.text.startsWith("@") ?? false;
}

/** A URL, or Snowflake's @stage/path as the volume of that name. */
function readPlace(tx: Tx, offset: number): string {
  const { cursor } = tx;
  const token = cursor.peek();
  if (token?.kind === "string") {
    cursor.next();
    const literal = readStringLiteral(token.text, tx.dialect);
    if (literal?.kind !== "text") throw tx.unreadable("a place expected");
    return literal.value;
  }
  if (!isPlace(tx)) throw tx.unsupported("COPY from such a place", offset);
  const start = cursor.at;
  cursor.next();
  while (!cursor.done && cursor.peek()?.spaced === false) cursor.next();
  const path = cursor.textBetween(start, cursor.at).replace(/^@/, "").replace(/[;)]$/, "");
  const [stage = "", ...rest] = path.split("/");
  const { catalog, schema } = tx.context.names;
  const volume = stage.replace(/^[%~]/, "").split(".").at(-1) ?? "";
  const what = `the stage ${stage} is taken for a volume of that name`;
  tx.note("DWM-QRY-006", { what }, offset);
  return ["/Volumes", catalog || "catalog", schema || "schema", volume, ...rest].join("/");
}
