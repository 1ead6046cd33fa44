import { primary } from "../../../expr.ts";
import { isMoment, momentOf, spanOf } from "../../../mysql/dates.ts";
import { arity, type FunctionRule } from "../../dsl.ts";

/** ADDTIME and SUBTIME: of a moment a moment, of a time a time. */
export function timeSum(sign: "+" | "-"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const [value, by] = [call.arg(0), spanOf(call.arg(1)).sql];
    if (isMoment(value))
      return primary(
        `(CAST(${momentOf(value, "TIMESTAMP")} AS TIMESTAMP) ${sign} ${by})`,
        "timestamp",
      );
    if (value.type === "unknown" || (value.type === "string" && value.literal === undefined))
      throw call.stop("whether it is a time or a moment cannot be told");
    return primary(`(${spanOf(value).sql} ${sign} ${by})`, "interval");
  };
}

export const timeDiff: FunctionRule = (call) => {
  arity(call, 2);
  const values = [call.arg(0), call.arg(1)];
  if (
    values.some(
      ({ type, literal }) => type === "unknown" || (type === "string" && literal === undefined),
    )
  )
    throw call.stop("whether they are times or moments cannot be told");
  if (values.every(isMoment))
    call.tx.noteSmall(
      "MySQL ends what is between two moments at 838:59:59; here longer spans stay what they are",
      call.offset,
    );
  const micros = values.map((value) =>
    isMoment(value)
      ? `epoch_us(CAST(${momentOf(value, "TIMESTAMP")} AS TIMESTAMP))`
      : `epoch_us(${spanOf(value).sql})`,
  );
  return primary(`to_microseconds(${micros.join(" - ")})`, "interval");
};
