import type { TypeClass } from "../../types/spec.ts";
import type { Call } from "../calls/call.ts";
import { commonType, type Expr, PREC, primary, wrap } from "../expr.ts";

/** Turns a call into the target's language; throws when it cannot. */
export type FunctionRule = (call: Call) => Expr;

/** The result's type: a class, `same` for that of the arguments together, or the index of the argument it follows. */
export type ResultType = TypeClass | "same" | number;

export function resultType(call: Call, type: ResultType): TypeClass {
  if (type === "same") return commonType(call.args().map((arg) => arg.type));
  return typeof type === "number" ? call.arg(type).type : type;
}

/** Refuses modifiers that a scalar function does not take. */
function plainOnly(call: Call): void {
  if (
    call.distinct ||
    call.star ||
    call.orderBy ||
    call.limit ||
    call.nulls ||
    call.filter ||
    call.over !== undefined ||
    call.separator !== undefined
  ) {
    throw call.stop("DISTINCT, ORDER BY, OVER and the like have no meaning here");
  }
}

/** Checks the number of arguments. */
export function arity(call: Call, least: number, most = least): void {
  if (call.count < least || call.count > most) {
    throw call.stop(
      `${least === most ? least : `${least} to ${most}`} arguments expected, ${call.count} found`,
    );
  }
}

/** A function of the same meaning under this name. */
export function same(name: string, type: ResultType, least: number, most = least): FunctionRule {
  return (call) => {
    plainOnly(call);
    arity(call, least, most);
    return primary(`${name}(${call.list()})`, resultType(call, type));
  };
}

/** A template: `$1` … are the arguments, `$*` all of them. As many arguments as the highest number. */
export function template(text: string, type: ResultType): FunctionRule {
  const highest = Math.max(0, ...[...text.matchAll(/\$(\d)/g)].map((match) => Number(match[1])));
  return (call) => {
    plainOnly(call);
    if (!text.includes("$*")) arity(call, highest);
    const sql = text
      .replaceAll("$*", () => call.list())
      .replace(/\$(\d)/g, (_, index: string) => call.arg(Number(index) - 1).sql);
    return primary(sql, resultType(call, type));
  };
}

/** An aggregate or window function of the same meaning under this name. */
export function aggregate(name: string, type: ResultType, least = 1, most = least): FunctionRule {
  return (call) => {
    if (call.star)
      return primary(call.aggregate(name, ["*"]), resultType(call, type === "same" ? "int" : type));
    arity(call, least, most);
    if (call.separator !== undefined) throw call.stop("SEPARATOR is not expected");
    return primary(
      call.aggregate(
        name,
        call.args().map((arg) => arg.sql),
      ),
      resultType(call, type),
    );
  };
}

/** ANY_VALUE(x [HAVING MAX | MIN y]): a NULL is never chosen. */
export const anyValue: FunctionRule = (call) => {
  arity(call, 1);
  const { having } = call;
  const value = call.arg(0);
  if (!having) return primary(call.aggregate("any_value", [value.sql]), value.type);
  if (call.filter) throw call.stop("FILTER beside HAVING");
  call.filter = ` FILTER (WHERE ${wrap(value, PREC.other)} IS NOT NULL)`;
  const name = having.most ? "max_by" : "min_by";
  return primary(call.aggregate(name, [value.sql, having.by.sql]), value.type);
};

/** A call that is always refused, with the reason. */
export function refused(reason: string): FunctionRule {
  return (call) => {
    throw call.stop(reason);
  };
}

export type RuleTable = Readonly<Record<string, FunctionRule>>;
