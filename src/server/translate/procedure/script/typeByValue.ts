import type { Expr } from "../../query/expr.ts";
import type { TypeClass } from "../../types/spec.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";

/** Types of variables that are declared by their value alone. */
const BY_VALUE: Partial<Record<TypeClass, string>> = {
  int: "BIGINT",
  float: "DOUBLE",
  string: "STRING",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
  timestamptz: "TIMESTAMP",
  bool: "BOOLEAN",
  binary: "BINARY",
  json: "VARIANT",
};

/** The type of a variable that the source gives none; said where it cannot be told for sure. */
export function typeByValue(
  kit: RoutineKit,
  name: string,
  value: Expr | undefined,
  offset: number,
): RoutineType {
  const known = value && BY_VALUE[value.type];
  if (value && known !== undefined) return { sql: known, class: value.type };
  if (value?.type === "decimal") {
    const what = `${name} has the type of its value in the source; here it is DECIMAL(38,10)`;
    kit.note("DWM-PRC-007", { what }, offset);
    return { sql: "DECIMAL(38,10)", class: "decimal" };
  }
  const what = `the type of ${name} cannot be told from its value; it is declared as STRING`;
  kit.note("DWM-PRC-007", { what }, offset);
  return { sql: "STRING", class: "unknown" };
}
