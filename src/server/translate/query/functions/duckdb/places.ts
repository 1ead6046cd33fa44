import type { Call } from "../../calls/call.ts";
import { type Expr, primary } from "../../expr.ts";
import { noteTexts, placeOf } from "../../texts/texts.ts";
import { arity, type FunctionRule } from "../dsl.ts";
import { text } from "./text.ts";

/** INSTR(s, part [, position [, occurrence]]); positions over 1 search behind. */
export const instr: FunctionRule = (call) => {
  arity(call, 2, 4);
  const [subject, part] = [text(call.arg(0)), text(call.arg(1))];
  const nth = call.count === 4 && call.arg(3).number !== "1";
  if (!nth && (call.count === 2 || call.arg(2).number === "1")) {
    noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
    return primary(placeOf(call.tx, subject, part, call.arg(1)), "int");
  }
  const start = Number(call.arg(2).number ?? 0);
  if (!Number.isInteger(start) || start === 0) throw call.stop("a start that is computed or 0");
  if (!nth && start > 0) return primary(positionFrom(subject, part, String(start)), "int");
  return nthPlace(call, subject, part, start);
};

/** INSTR(s, part, start, n): the n-th of all places, backwards from a negative start. They may overlap. */
function nthPlace(call: Call, subject: string, part: string, start: number): Expr {
  if (call.arg(1).literal === "") throw call.stop("an empty text to look for");
  noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, call.arg(1));
  const last = `length(${subject}) - length(${part}) + 1`;
  const places =
    start > 0
      ? `range(${start}, ${last} + 1)`
      : `range(least(${last}, length(${subject}) + 1 - ${-start}), 0, -1)`;
  const found = `list_filter(${places}, lambda i: substring(${subject}, i, length(${part})) = ${part})`;
  const occurrence = call.count < 4 ? "1" : (call.arg(3).number ?? call.arg(3).sql);
  const known = /^\d+$/.test(occurrence);
  if (known && Number(occurrence) < 1) throw call.stop("an occurrence less than 1");
  const place = `coalesce(${found}[CAST(${occurrence} AS BIGINT)], 0)`;
  const given = `${subject} IS NOT NULL AND ${part} IS NOT NULL`;
  if (known) return primary(`CASE WHEN ${given} THEN ${place} END`, "int");
  const wrong = "CAST(error('INSTR: an occurrence less than 1') AS BIGINT)";
  return primary(
    `CASE WHEN ${given} AND ${occurrence} >= 1 THEN ${place} WHEN ${occurrence} < 1 THEN ${wrong} END`,
    "int",
  );
}

/** The place of `part` in `subject`, looked for from `start` on. */
export function positionFrom(subject: string, part: string, start: string): string {
  const rest = `strpos(substring(${subject}, ${start}), ${part})`;
  return `CASE WHEN ${rest} = 0 THEN 0 ELSE ${rest} + ${start} - 1 END`;
}
