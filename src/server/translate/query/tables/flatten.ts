import type { Cursor } from "../../cursor.ts";
import { readStringLiteral } from "../../literals.ts";
import type { TypeClass } from "../../types/spec.ts";
import { jsonPathKey } from "../databricks/json.ts";
import { type Expr, wrap } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { asJson } from "../nested/asJson.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { readAlias } from "./alias.ts";
import { freeName, lateralWord, type TableCall } from "./tableFunction.ts";

/** The columns of FLATTEN in their order. */
const COLUMNS: readonly [string, TypeClass][] = [
  ["seq", "int"],
  ["key", "string"],
  ["path", "string"],
  ["index", "int"],
  ["value", "json"],
  ["this", "json"],
];

/** Snowflake's FLATTEN(input => v, path => 'a.b', outer => TRUE): the elements of a list or the pairs of an object. */
export function readFlatten(tx: Tx, { inside, offset }: TableCall): string {
  const named = readArguments(inside);
  const word = (name: string, otherwise: string) => {
    const text = named.get(name)?.rest() ?? otherwise;
    return text.replace(/^'|'$/g, "").toUpperCase();
  };
  const input = named.get("INPUT");
  const known = [...named.keys()].every((name) => /^(INPUT|OUTER|PATH|MODE|RECURSIVE)$/.test(name));
  const recursive = word("RECURSIVE", "FALSE") === "TRUE";
  if (recursive && tx.target === "databricks") throw tx.unsupported("a recursive FLATTEN", offset);
  const mode = word("MODE", "BOTH");
  const outer = word("OUTER", "FALSE") === "TRUE";
  if (!input || !known || !/^(BOTH|ARRAY|OBJECT)$/.test(mode) || (mode !== "BOTH" && recursive))
    throw tx.unsupported("this FLATTEN", offset);
  const given = tx.inside(input, () => readExpression(tx));
  const path = named.get("PATH");
  const prefix = path ? pathText(tx, path, offset) : "";
  const value = path ? inPath(tx, given, prefix) : given;
  const lateral = lateralWord(tx);
  const { alias, columns } = readAlias(tx);
  const relation = relationOf(alias ?? freeName(tx), alias, columns);
  const { scope } = tx;
  scope.relations.push(relation);
  const flattened = { value, outer, columns, prefix, mode };
  if (tx.target === "databricks") return onDatabricks(tx, relation, flattened, lateral, offset);
  return recursive ? tree(tx, relation, flattened) : onDuckDb(tx, relation, flattened);
}

function readArguments(inside: Cursor): Map<string, Cursor> {
  const named = new Map<string, Cursor>();
  for (const part of inside.split()) {
    const name = part.isSymbol("=>", 1) ? (part.next()?.value ?? "") : "INPUT";
    part.acceptSymbol("=>");
    named.set(name, part);
  }
  return named;
}

function pathText(tx: Tx, path: Cursor, offset: number): string {
  const literal = readStringLiteral(path.peek()?.text ?? "", tx.dialect);
  const text = literal?.kind === "text" ? literal.value : "";
  if (!/^[A-Za-z_]\w*(\.[A-Za-z_]\w*|\[\d+\])*$/.test(text))
    throw tx.unsupported("this path of a FLATTEN", offset);
  return text;
}

function inPath(tx: Tx, value: Expr, path: string): Expr {
  if (tx.target === "duckdb")
    return { ...value, sql: `json_extract(${asJson(value)}, '$.${path}')`, type: "json" };
  const steps = path.split(".").map((step) => {
    const [, key = "", rest = ""] = /^(\w+)(.*)$/.exec(step) ?? [];
    return jsonPathKey(tx, key) + rest;
  });
  const sql = `${value.path ? value.sql : wrap(value)}${value.path ? "." : ":"}${steps.join(".")}`;
  return { ...value, sql, type: "json", path: true };
}

function relationOf(
  name: string,
  alias: string | undefined,
  columns: readonly string[] | undefined,
): Relation {
  const types = COLUMNS.map(([column, type], index) => {
    return [(columns?.[index] ?? column).toLowerCase(), type] as const;
  });
  return {
    alias: name,
    answersTo: alias === undefined ? [] : [alias.toLowerCase()],
    columns: new Map(types),
    starless: "FLATTEN",
  };
}

/** The column of FLATTEN that a name of the alias's list stands for. */
function columnOf(name: string, columns: readonly string[] | undefined): string {
  const wanted = name.toLowerCase();
  const at = columns?.findIndex((column) => column.toLowerCase() === wanted) ?? -1;
  return at < 0 ? wanted : (COLUMNS[at]?.[0] ?? wanted);
}

/** An ARRAY that a function made; everything else that is flattened is a VARIANT. */
const IS_ARRAY =
  /^(split|array|array_\w+|collect_list|collect_set|sequence|transform|filter|slice|str_to_array)\(/i;

/** What is flattened, and what its columns are called. */
interface Flattened {
  value: Expr;
  outer: boolean;
  columns: readonly string[] | undefined;
  /** The path that the elements' own paths begin with. */
  prefix: string;
  /** Only ARRAYs are flattened, or only OBJECTs, or BOTH. */
  mode: string;
}

/** An element's path: `[0]`, `name` or `['a name']`, behind the prefix. */
function pathOf(tx: Tx, prefix: string, key: string, index: string): string {
  const text = tx.out.text;
  const plain = tx.target === "duckdb" ? "regexp_matches" : "regexp";
  const word = `${plain}(${key}, ${text("^[A-Za-z_][A-Za-z0-9_]*$")})`;
  const place = `${text(`${prefix}[`)} || ${index} || ']'`;
  const member = `${prefix === "" ? "" : `${text(`${prefix}.`)} || `}${key}`;
  const quoted = `${text(`${prefix}['`)} || ${key} || ${text("']")}`;
  return `CASE WHEN ${key} IS NULL THEN ${place} WHEN ${word} THEN ${member} ELSE ${quoted} END`;
}

function onDatabricks(
  tx: Tx,
  relation: Relation,
  { value, outer, columns, prefix, mode }: Flattened,
  lateral: string,
  offset: number,
): string {
  const name = tx.out.name(relation.alias);
  const array = value.array === true || IS_ARRAY.test(value.sql);
  if (array)
    relation.columns = new Map(
      [...(relation.columns ?? [])].map(([key, type]) => [key, type === "json" ? "unknown" : type]),
    );
  relation.write = (column) => {
    switch (columnOf(column, columns)) {
      case "index":
        if (mode === "OBJECT") return "CAST(NULL AS INT)";
        if (array) return `${name}.index`;
        // variant_explode counts the pairs of an object, too.
        return mode === "ARRAY"
          ? `${name}.pos`
          : `CASE WHEN ${name}.key IS NULL THEN ${name}.pos END`;
      case "this":
        return wrap(value);
      case "key":
        return array ? "CAST(NULL AS STRING)" : `${name}.key`;
      case "value":
        return `${name}.value`;
      case "path":
        if (!array) return pathOf(tx, prefix, `${name}.key`, `${name}.pos`);
        return `${tx.out.text(`${prefix}[`)} || ${name}.index || ']'`;
      default:
        throw tx.unsupported(`${column} of a FLATTEN`);
    }
  };
  const rows = `${array ? "posexplode" : "variant_explode"}${outer ? "_outer" : ""}`;
  const names = array ? "(index, value)" : "";
  if (!columns) relation.unqualified = new Set(array ? ["index", "value"] : ["key", "value"]);
  if (mode === "BOTH" || (array && mode === "ARRAY"))
    return `${lateral}${rows}(${value.sql}) AS ${name}${names}`;
  // One that is of the other kind would have to answer one row without a value.
  if (outer || array) throw tx.unsupported("this FLATTEN", offset);
  const kept = `key IS ${mode === "ARRAY" ? "" : "NOT "}NULL`;
  return `${lateral}(SELECT * FROM ${rows}(${value.sql}) WHERE ${kept}) AS ${name}`;
}

/** RECURSIVE => TRUE: what is in the elements, too, each behind the one that it is in. */
function tree(tx: Tx, relation: Relation, { value, outer, columns, prefix }: Flattened): string {
  const name = tx.out.name(relation.alias);
  relation.write = (column) => {
    const found = columnOf(column, columns);
    if (found === "seq") throw tx.unsupported(`${column} of a FLATTEN`);
    return `${name}."${found}"`;
  };
  const list = asJson(value);
  const place = "regexp_matches(e.fullkey, '\\]$')";
  // json_tree writes all keys into its paths as they are: one that is no plain name would be read as several.
  const plain = (path: string) => `regexp_matches(${path}, '^[$A-Za-z0-9_.\\[\\]]*$')`;
  const told = (path: string, sql: string) =>
    `CASE WHEN ${plain(path)} AND NOT contains(e.key, '.') THEN ${sql} ELSE error('a key of the document is no plain name') END`;
  const start = prefix === "" ? "'^\\$\\.?', ''" : `'^\\$', '${prefix}'`;
  const own = told("e.fullkey", `regexp_replace(e.fullkey, ${start})`);
  const parent = told("e.path", `json_extract(${list}, e.path)`);
  const items = `SELECT CASE WHEN NOT ${place} THEN e.key END AS "key", ${own} AS "path", CASE WHEN ${place} THEN CAST(e.key AS INTEGER) END AS "index", e.value AS "value", ${parent} AS "this"`;
  const none = outer
    ? ` UNION ALL SELECT NULL, NULL, NULL, NULL, ${list} WHERE NOT EXISTS (SELECT 1 FROM json_tree(${list}) AS e WHERE e.fullkey <> '$')`
    : "";
  return `LATERAL (${items} FROM json_tree(${list}) AS e WHERE e.fullkey <> '$'${none}) AS ${name}`;
}

function onDuckDb(
  tx: Tx,
  relation: Relation,
  { value, outer, columns, prefix, mode }: Flattened,
): string {
  const name = tx.out.name(relation.alias);
  relation.write = (column) => {
    const found = columnOf(column, columns);
    if (found === "seq") throw tx.unsupported(`${column} of a FLATTEN`);
    if (found === "path") return `(${pathOf(tx, prefix, `${name}."key"`, `${name}."index"`)})`;
    return `${name}."${found}"`;
  };
  const list = asJson(value);
  const kind = `json_type(${list})`;
  const items = `SELECT CASE WHEN ${kind} = 'OBJECT' THEN e.key END AS "key", CASE WHEN ${kind} = 'ARRAY' THEN CAST(e.key AS INTEGER) END AS "index", e.value AS "value", ${list} AS "this"`;
  const rows = `${items} FROM json_each(${list}) AS e WHERE ${kind} ${mode === "BOTH" ? "IN ('ARRAY', 'OBJECT')" : `= '${mode}'`}`;
  const arrays = mode === "OBJECT" ? "" : ` WHEN 'ARRAY' THEN json_array_length(${list}) = 0`;
  const objects = mode === "ARRAY" ? "" : ` WHEN 'OBJECT' THEN len(json_keys(${list})) = 0`;
  const empty = `CASE ${kind}${arrays}${objects} ELSE TRUE END`;
  const none = outer ? ` UNION ALL SELECT NULL, NULL, NULL, ${list} WHERE ${empty}` : "";
  return `LATERAL (${rows}${none}) AS ${name}`;
}
