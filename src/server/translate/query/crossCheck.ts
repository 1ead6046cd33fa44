import type { SourceType } from "../../../protocol/dialect.ts";
import type { TargetDialect } from "../types.ts";

/** How the second parser calls the dialects. */
const PARSER_NAMES: Readonly<Record<SourceType, string>> = {
  oracle: "oracle",
  snowflake: "snowflake",
  tsql: "tsql",
  teradata: "teradata",
  redshift: "redshift",
  bigquery: "bigquery",
  postgres: "postgresql",
  mysql: "mysql",
};

/** Deeper or longer statements can overflow the parser's stack for good: they are not checked. */
const MOST_DEPTH = 24;
const MOST_LENGTH = 60_000;

interface Shape {
  /** Columns of the first SELECT; undefined where a `*` hides them. */
  columns: number | undefined;
  tables: number;
}

/**
 * Has a second, independent parser read a query and its translation, and compares their shapes: result columns and the
 * tables that are read. Answers what differs, or undefined; also where the second parser cannot read one of the two.
 */
export async function crossCheck(
  source: string,
  dialect: SourceType,
  output: string,
  target: TargetDialect,
): Promise<string | undefined> {
  if (tooDeep(source) || tooDeep(output)) return undefined;
  const { parse } = await import("@polyglot-sql/sdk");
  const read = (sql: string, name: string): Shape | undefined => {
    try {
      const result = parse(sql, name as Parameters<typeof parse>[1]);
      return result.success ? shapeOf(result.ast) : undefined;
    } catch {
      return undefined;
    }
  };
  const wanted = read(source, PARSER_NAMES[dialect]);
  const made = wanted && read(output, target);
  if (!wanted || !made) return undefined;
  if (
    wanted.columns !== undefined &&
    made.columns !== undefined &&
    wanted.columns !== made.columns
  ) {
    return `${wanted.columns} columns in the source, ${made.columns} in the result`;
  }
  if (wanted.tables > made.tables)
    return `${wanted.tables} tables are read in the source, ${made.tables} in the result`;
  return undefined;
}

function tooDeep(sql: string): boolean {
  if (sql.length > MOST_LENGTH) return true;
  let depth = 0;
  for (let index = 0; index < sql.length; index++) {
    const code = sql.charCodeAt(index);
    if (code === 40 && ++depth > MOST_DEPTH) return true;
    if (code === 41) depth--;
  }
  return false;
}

/** Reads the shape off the parser's tree: plain objects, one key a node that names its kind. */
function shapeOf(ast: unknown): Shape | undefined {
  const statements = Array.isArray(ast) ? ast : [ast];
  if (statements.length !== 1) return undefined;
  const shape: Shape = { columns: undefined, tables: 0 };
  let found = false;
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const item of node) walk(item);
      return;
    }
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "command" || key === "raw") found = true;
      if (key === "table" && isTable(value)) shape.tables++;
      walk(value);
    }
  };
  walk(statements[0]);
  if (found) return undefined;
  const first = firstSelect(statements[0]);
  const items = first?.expressions;
  if (Array.isArray(items) && !JSON.stringify(items.map(itemKind)).includes("star"))
    shape.columns = items.length;
  return shape;
}

/** The kind of a SELECT item; a qualified star is a column named `*`. */
function itemKind(item: unknown): string {
  if (typeof item !== "object" || item === null) return "";
  const [kind] = Object.keys(item);
  if (kind === "alias") return "alias";
  return JSON.stringify(item).includes('"star"') || JSON.stringify(item).includes('"*"')
    ? "star"
    : (kind ?? "");
}

function isTable(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("name" in value) || !("schema" in value))
    return false;
  const { name } = value as { name: { name?: unknown } | null };
  return typeof name?.name === "string" && name.name.toUpperCase() !== "DUAL";
}

/** The first SELECT of a query: on the left of set operations, inside of brackets. */
function firstSelect(node: unknown): Record<string, unknown> | undefined {
  let current = node;
  for (let steps = 0; steps < 200; steps++) {
    if (typeof current !== "object" || current === null) return undefined;
    const record = current as Record<string, unknown>;
    if ("select" in record) return record.select as Record<string, unknown>;
    const inner = Object.values(record)[0] as Record<string, unknown> | undefined;
    current = inner?.left ?? inner?.this;
  }
  return undefined;
}
