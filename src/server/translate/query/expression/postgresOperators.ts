import { type Expr, PREC, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";
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
  if (!isArray(tx, whole, part))
    throw tx.unsupported("@> of values whose type is not known", offset);
  const sql =
    tx.target === "databricks"
      ? `size(array_except(${part.sql}, ${whole.sql})) = 0`
      : `list_has_all(${whole.sql}, ${part.sql})`;
  return { sql, prec: tx.target === "databricks" ? PREC.compare : PREC.primary, type: "bool" };
}

function overlap(tx: Tx, left: Expr, right: Expr, offset: number): Expr {
  if (!isArray(tx, left, right))
    throw tx.unsupported("&& of values whose type is not known", offset);
  const name = tx.target === "databricks" ? "arrays_overlap" : "list_has_any";
  return primary(`${name}(${left.sql}, ${right.sql})`, "bool");
}

function jsonContains(tx: Tx, whole: Expr, part: Expr, offset: number): Expr {
  if (tx.target === "duckdb") return primary(`json_contains(${whole.sql}, ${part.sql})`, "bool");
  const text = part.literal ?? /'((?:[^'\\]|\\.)*)'/.exec(part.sql)?.[1]?.replace(/\\(.)/g, "$1");
  const tests = text === undefined ? undefined : leaves(tx, whole, text);
  if (!tests || tests.length === 0)
    throw tx.unsupported("@> of JSON that is no plain object", offset);
  return { sql: tests.join(" AND "), prec: PREC.and, type: "bool" };
}

/** The values of a JSON object one by one, each looked for at its place. */
function leaves(tx: Tx, whole: Expr, text: string): string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const tests: string[] = [];
  const walk = (value: unknown, path: string): boolean => {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.entries(value).every(([key, inner]) => {
        return /^\w+$/.test(key) && walk(inner, `${path}.${key}`);
      });
    }
    const kinds: Record<string, string> = {
      string: "string",
      number: "double",
      boolean: "boolean",
    };
    const kind = kinds[typeof value];
    if (kind === undefined || path === "$") return false;
    const shown = typeof value === "string" ? tx.out.text(value) : String(value);
    tests.push(`try_variant_get(${whole.sql}, '${path}', '${kind}') = ${shown}`);
    return true;
  };
  return walk(parsed, "$") ? tests : undefined;
}

/** `j #> '{a,0,b}'`: a path into JSON. */
function jsonPath(tx: Tx, value: Expr, path: Expr, asText: boolean, offset: number): Expr {
  const written = path.literal;
  const steps = /^\{(.*)\}$/s
    .exec(written ?? "")?.[1]
    ?.split(",")
    .map((step) => step.trim());
  if (!steps || steps.some((step) => !/^\w+$/.test(step)))
    throw tx.unsupported("a computed path of JSON", offset);
  const sql = steps.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join("");
  if (tx.target === "duckdb") {
    const json = value.type === "json" ? value.sql : `CAST(${value.sql} AS JSON)`;
    const name = asText ? "json_extract_string" : "json_extract";
    return primary(`${name}(${json}, '$${sql}')`, asText ? "string" : "json");
  }
  const own = value.path === true ? sql : sql.replace(/^\./, ":").replace(/^\[/, ":[");
  const found = `${value.path === true ? value.sql : wrap(value)}${own}`;
  if (asText) return primary(`CAST(${found} AS STRING)`, "string");
  return { ...primary(found, "json"), path: true };
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
  const texts = `json_extract_string(${value.sql}, '$[*]')`;
  const held = `CASE json_type(${value.sql}) WHEN 'ARRAY' THEN ${texts} ELSE json_keys(${value.sql}) END`;
  return primary(`${name}(${held}, ${keys.sql})`, "bool");
}

/** `j ? 'k'`: whether an object has the key. */
function hasKey(tx: Tx, value: Expr, key: Expr, offset: number): Expr {
  if (key.literal === undefined || !/^\w+$/.test(key.literal))
    throw tx.unsupported("? with a computed key", offset);
  const what = "? looks for a key of an object here, not for a text in a list";
  tx.note("DWM-QRY-006", { what }, offset);
  const found =
    tx.target === "duckdb"
      ? `json_extract(${value.type === "json" ? value.sql : `CAST(${value.sql} AS JSON)`}, '$.${key.literal}')`
      : `${value.path === true ? value.sql : wrap(value)}${value.path === true ? "." : ":"}${key.literal}`;
  return { sql: `${found} IS NOT NULL`, prec: PREC.compare, type: "bool" };
}
