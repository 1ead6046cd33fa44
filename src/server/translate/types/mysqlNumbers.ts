import { plain, type TargetType, type TypeSpec } from "./spec.ts";

/** A type of MySQL's as the target has it: UNSIGNED is the next `wider` one, and what says how numbers look is told of. */
export function mysqlNumber(
  spec: TypeSpec,
  found: TargetType | undefined,
  wider: Readonly<Record<string, string>>,
): TargetType | undefined {
  if (found?.class === "float" && spec.args.length > 1)
    return informed(found, `values are not rounded to ${spec.args[1]} digits`);
  if (!found || !spec.unsigned) return found;
  const sql = wider[found.sql];
  const type = sql ? plain(sql, sql.startsWith("DECIMAL") ? "decimal" : "int") : found;
  return spec.zerofill ? informed(type, "its numbers as texts have no zeros before them") : type;
}

function informed(type: TargetType, why: string): TargetType {
  return { ...type, note: { severity: "info", why } };
}
