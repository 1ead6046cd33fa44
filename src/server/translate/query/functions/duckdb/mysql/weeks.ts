import type { Call } from "../../../calls/call.ts";
import { primary } from "../../../expr.ts";
import { argument } from "../../../mysql/dates.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

function modeOf(call: Call): number {
  if (call.count === 2) {
    const { number } = call.arg(1);
    if (number === undefined || !/^[0-7]$/.test(number)) throw call.stop("a computed mode");
    return Number(number);
  }
  const what = `${call.name} counts as default_week_format = 0 has it: weeks begin on Sunday`;
  if (call.name === "WEEK") call.tx.note("DWM-QRY-006", { what }, call.offset);
  return 0;
}

/** WEEK and YEARWEEK. */
export function weeks(write: (date: string, mode: number) => string): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    return primary(write(argument(call, 0), modeOf(call)), "int");
  };
}
