import { variantAs } from "./databricks/json.ts";
import { type Expr, isNumeric, primary } from "./expr.ts";
import type { Tx } from "./tx.ts";

/** True for a VARIANT (Snowflake, Redshift SUPER): JSON here, but a scalar when it is compared or calculated with. */
export function isVariant(tx: Tx, value: Expr): boolean {
  return value.type === "json" && tx.is("snowflake", "redshift");
}

/** A VARIANT's value as text, without JSON's quotes; anything else as it is. */
export function variantText(tx: Tx, value: Expr): Expr {
  if (!isVariant(tx, value)) return value;
  if (tx.target === "databricks") return variantAs(value, "STRING");
  return primary(`(${value.sql} ->> '$')`, "string");
}

/** A VARIANT as what it is compared or calculated with: a number, or text. */
export function variantLike(tx: Tx, value: Expr, other: Expr): Expr {
  if (!isVariant(tx, value) || isVariant(tx, other)) return value;
  if (isNumeric(other.type)) return variantNumber(tx, value);
  return variantText(tx, value);
}

/** A VARIANT as a number, for arithmetic. */
export function variantNumber(tx: Tx, value: Expr): Expr {
  if (!isVariant(tx, value)) return value;
  if (tx.target === "databricks") return variantAs(value, "DOUBLE");
  return primary(`CAST((${value.sql} ->> '$') AS DOUBLE)`, "float");
}
