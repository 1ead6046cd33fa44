import { jsonPathKey } from "../databricks/json.ts";
import { type Expr, primary, wrap } from "../expr.ts";
import type { Tx } from "../tx.ts";

/** A step from a SUPER, JSON in DuckDB and a VARIANT in Databricks, to one of its attributes. Redshift folds their names. */
export function attributeOf(tx: Tx, value: Expr, name: string): Expr {
  const key = tx.is("redshift") ? name.toLowerCase() : name;
  if (tx.target === "databricks") {
    const step = jsonPathKey(tx, key);
    const sql = value.path === true ? `${value.sql}.${step}` : `${wrap(value)}:${step}`;
    return { ...primary(sql, "json"), path: true, name };
  }
  const step = `."${key.replaceAll("'", "''")}"`;
  const [, base, path] = /^json_extract\((.*), '(\$[^']*)'\)$/s.exec(value.sql) ?? [];
  const sql =
    base !== undefined && path !== undefined
      ? `json_extract(${base}, '${path}${step}')`
      : `json_extract(${value.sql}, '$${step}')`;
  return { ...primary(sql, "json"), name };
}
