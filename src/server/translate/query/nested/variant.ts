import { variantAs } from "../databricks/json.ts";
import { type Expr, isNumeric, primary } from "../expr.ts";
import type { Tx } from "../tx.ts";

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

/** Values of which one is chosen: VARIANTs as the first one that is none. */
export function variantsAlike(tx: Tx, values: readonly Expr[]): readonly Expr[] {
  if (!tx.is("snowflake", "redshift")) return values;
  const plain = values.find(({ type }) => type !== "json" && type !== "null");
  return plain ? values.map((value) => variantLike(tx, value, plain)) : values;
}

/** Two VARIANTs that are compared: Databricks compares none, so their texts are. */
export function variantsCompared(tx: Tx, value: Expr, other: Expr): Expr {
  const both = isVariant(tx, value) && isVariant(tx, other);
  return both && tx.target === "databricks" ? variantText(tx, value) : value;
}

/** A VARIANT that rows are grouped or told apart by: its text, in Databricks, which groups by none. */
export function variantKey(tx: Tx, value: Expr, offset: number): Expr {
  if (!isVariant(tx, value) || tx.target === "duckdb") return value;
  const what = "rows are grouped by the VARIANT's text: cast it to the type that its values have";
  tx.note("DWM-QRY-006", { what }, offset);
  const text = variantText(tx, value);
  return value.name === undefined ? text : { ...text, name: value.name, renamed: true };
}

/** A VARIANT that rows are sorted by. */
export function variantOrder(tx: Tx, value: Expr, offset: number): Expr {
  if (!isVariant(tx, value)) return value;
  const what = "a VARIANT is sorted as a text here: cast it to the type that its values have";
  tx.note("DWM-QRY-006", { what }, offset);
  return variantText(tx, value);
}

const TEXTS: ReadonlySet<string> = new Set(
  (
    "UPPER LOWER TRIM LTRIM RTRIM LENGTH LEN SPLIT SPLIT_PART REPLACE REGEXP_REPLACE REGEXP_SUBSTR REGEXP_LIKE REGEXP_COUNT " +
    "REGEXP_INSTR RLIKE SUBSTR SUBSTRING LEFT RIGHT CONTAINS STARTSWITH ENDSWITH INITCAP LPAD RPAD REVERSE TRANSLATE STRTOK " +
    "CHARINDEX POSITION MD5 SHA1 SHA2 ASCII TO_DATE TRY_TO_DATE TO_TIME TO_BOOLEAN TRY_TO_BOOLEAN TO_NUMBER TO_DECIMAL " +
    "TO_NUMERIC TO_DOUBLE TRY_TO_NUMBER TRY_TO_DECIMAL TRY_TO_DOUBLE TRY_TO_TIMESTAMP TRY_TO_TIMESTAMP_NTZ TRY_PARSE_JSON " +
    "TO_VARCHAR TO_CHAR DATE_TRUNC DATEADD DATEDIFF TIMESTAMPADD TIMESTAMPDIFF LISTAGG"
  ).split(" "),
);
const NUMBERS: ReadonlySet<string> = new Set(
  "ABS ROUND CEIL CEILING FLOOR TRUNC SQRT POWER POW MOD SIGN SUM AVG STDDEV VARIANCE MEDIAN DIV0 LN EXP".split(
    " ",
  ),
);

/** A VARIANT as the function takes it: as a text, or as a number. */
export function variantArgument(tx: Tx, name: string, value: Expr): Expr {
  if (!isVariant(tx, value)) return value;
  if (TEXTS.has(name)) return variantText(tx, value);
  return NUMBERS.has(name) ? variantNumber(tx, value) : value;
}

/** A VARIANT as a number, for arithmetic. */
export function variantNumber(tx: Tx, value: Expr): Expr {
  if (!isVariant(tx, value)) return value;
  if (tx.target === "databricks") return variantAs(value, "DOUBLE");
  return primary(`CAST((${value.sql} ->> '$') AS DOUBLE)`, "float");
}
