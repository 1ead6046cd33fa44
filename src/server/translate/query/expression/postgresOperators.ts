import { readArrayText } from "../../arrayText.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { literalArray } from "../nested/arrayText.ts";
import { asJson } from "../nested/asJson.ts";
import type { Tx } from "../tx.ts";
import { jsonContains } from "./jsonContains.ts";
import { acceptOperator } from "./operatorTokens.ts";

/** Operators of arrays and JSON; longer ones first. */
const OPERATORS = ["#>>", "@>", "<@", "&&", "#>", "?|", "?&", "?"] as const;
type Operator = (typeof OPERATORS)[number];

/** The operator at the cursor, which then stands behind it. */
export function postgresOperator(tx: Tx): Operator | undefined {
  return acceptOperator(tx.cursor, OPERATORS);
}

/** `a @> b`, `a && b`, `j #>> '{a,b}'`, `j ? 'k'`. */
export function applyOperator(
  tx: Tx,
  operator: Operator,
  left: Expr,
  right: Expr,
  offset: number,
): Expr {
  switch (operator) {
    case "#>":
    case "#>>":
      return jsonPath(tx, left, right, operator === "#>>", offset);
    case "?":
      return hasKey(tx, left, right, offset);
    case "?|":
    case "?&":
      return hasKeys(tx, operator === "?|" ? "list_has_any" : "list_has_all", left, right, offset);
    case "<@":
      return contains(tx, right, left, offset);
    case "@>":
      return contains(tx, left, right, offset);
    case "&&":
      return overlap(tx, left, right, offset);
    default:
      throw tx.unsupported(`the operator ${operator}`, offset);
  }
}

function isArray(tx: Tx, ...sides: Expr[]): boolean {
  return (
    sides.some(({ array, sql }) => array === true || /\[\]\)?$|^\[.*\]$/s.test(sql)) &&
    !sides.some(({ type }) => type === "json") &&
    tx.is("postgres")
  );
}

function contains(tx: Tx, whole: Expr, part: Expr, offset: number): Expr {
  if (whole.type === "json" || part.type === "json") return jsonContains(tx, whole, part, offset);
  const [container, inner] = [literalArray(tx, whole) ?? whole, literalArray(tx, part) ?? part];
  if (!isArray(tx, container, inner))
    throw tx.unsupported("@> of values whose type is not known", offset);
  const sql =
    tx.target === "databricks"
      ? `size(array_except(${inner.sql}, ${container.sql})) = 0`
      : `list_has_all(${container.sql}, ${inner.sql})`;
  return { sql, prec: tx.target === "databricks" ? PREC.compare : PREC.primary, type: "bool" };
}

function overlap(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  const [a, b] = [literalArray(tx, left) ?? left, literalArray(tx, right) ?? right];
  if (!isArray(tx, a, b)) throw tx.unsupported("&& of values whose type is not known", offset);
  const name = tx.target === "databricks" ? "arrays_overlap" : "list_has_any";
  return primary(`${name}(${a.sql}, ${b.sql})`, "bool");
}

/** `j #> '{a,0,b}'`: a path into JSON. */
function jsonPath(tx: Tx, value: Expr, path: Expr, asText: boolean, offset: number): Expr {
  const steps = path.texts ?? readArrayText(path.literal ?? "");
  const own = steps?.map((step) => (typeof step === "string" ? stepSql(tx, step) : undefined));
  if (!own || own.includes(undefined)) throw tx.unsupported("a computed path of JSON", offset);
  const sql = own.join("");
  if (tx.target === "duckdb") {
    const json = asJson(value);
    const name = asText ? "json_extract_string" : "json_extract";
    return primary(`${name}(${json}, ${tx.out.text(`$${sql}`)})`, asText ? "string" : "json");
  }
  const behind = value.path === true ? sql : sql.replace(/^\./, ":").replace(/^\[/, ":[");
  const found = `${value.path === true ? value.sql : wrap(value)}${behind}`;
  if (asText) return primary(`CAST(${found} AS STRING)`, "string");
  return { ...primary(found, "json"), path: true };
}

/** A step of a path into JSON: a place in a list (from its end, where it is negative), or a key. */
function stepSql(tx: Tx, step: string): string | undefined {
  if (/^\d+$/.test(step)) return `[${step}]`;
  if (/^\w+$/.test(step)) return `.${step}`;
  if (tx.target === "databricks") return /^[^'\\]+$/.test(step) ? `['${step}']` : undefined;
  if (/^-\d+$/.test(step)) return `[#${step}]`;
  return /^[^"\\]+$/.test(step) ? `."${step}"` : undefined;
}

/** `j - 'key'`, of a list what is that text; `j - 2`: an item by its place. */
export function withoutKey(tx: Tx, value: Expr, key: Expr, offset: number): Expr {
  const items = `json_extract(${value.sql}, '$[*]')`;
  const place =
    key.number !== undefined && /^\d+$/.test(key.number) ? Number(key.number) : undefined;
  if (place !== undefined)
    return primary(`to_json(list_concat(${items}[1:${place}], ${items}[${place + 2}:]))`, "json");
  if (key.type !== "string") throw tx.unsupported("- of JSON and what is no text", offset);
  const others = `to_json(list_filter(${items}, item -> item <> to_json(${key.sql})))`;
  const rest = `json_merge_patch(${value.sql}, json_object(${key.sql}, NULL))`;
  return primary(
    `CASE json_type(${value.sql}) WHEN 'ARRAY' THEN ${others} ELSE ${rest} END`,
    "json",
  );
}

/** `j ?| keys`, `j ?& keys`: keys of an object, or texts of a list. */
function hasKeys(tx: Tx, name: string, value: Expr, keys: Expr, offset: number): Expr {
  if (tx.target === "databricks" || value.type !== "json")
    throw tx.unsupported("the operators ?| and ?&", offset);
  return primary(`${name}(${heldTexts(value.sql)}, ${keys.sql})`, "bool");
}

/** `j ? 'k'`: whether an object has the key, or a list the text. */
function hasKey(tx: Tx, value: Expr, key: Expr, offset: number): Expr {
  if (tx.target === "duckdb") {
    const json = asJson(value);
    return primary(`list_contains(${heldTexts(json)}, ${key.sql})`, "bool");
  }
  if (key.literal === undefined || !/^\w+$/.test(key.literal))
    throw tx.unsupported("? with a computed key", offset);
  const what = "? looks for a key of an object here, not for a text in a list";
  tx.note("DWM-QRY-006", { what }, offset);
  const found = `${value.path === true ? value.sql : wrap(value)}${value.path === true ? "." : ":"}${key.literal}`;
  return { sql: `${found} IS NOT NULL`, prec: PREC.compare, type: "bool" };
}

/** What `?` and its kin look among in DuckDB: the texts of a list, the keys of an object, a text itself. */
function heldTexts(json: string): string {
  const texts = `json_extract_string(${json}, '$[*]')`;
  const alone = `WHEN 'VARCHAR' THEN [json_extract_string(${json}, '$')]`;
  return `CASE json_type(${json}) WHEN 'ARRAY' THEN ${texts} ${alone} ELSE json_keys(${json}) END`;
}
