import { quoteText } from "../../../../duckdbNames.ts";
import { dateMask } from "../../../../masks.ts";
import { withoutFirst } from "../../../block/xmlPath.ts";
import { isDated, isNumeric, primary } from "../../../expr.ts";
import { likePatternToRegexp } from "../../../texts/like.ts";
import { noteTexts, placeOf } from "../../../texts/texts.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { positionFrom } from "../places.ts";
import { text } from "../text.ts";
import { dotnetNumber, isEnglish } from "./numbers.ts";

export const charindex: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [part_, subject] = [text(call.arg(0)), text(call.arg(1))];
  noteTexts(call.tx, call.offset, { ...call.arg(1), type: "string" }, call.arg(0));
  const from = call.count === 2 ? "1" : `greatest(${call.arg(2).sql}, 1)`;
  const place =
    call.count === 2
      ? placeOf(call.tx, subject, part_, call.arg(0))
      : positionFrom(`lower(${subject})`, `lower(${part_})`, from);
  // An empty text is never found.
  if ((call.arg(0).literal ?? "") !== "") return primary(`(${place})`, "int");
  return primary(`CASE WHEN ${part_} = '' THEN 0 ELSE ${place} END`, "int");
};

export const stuff: FunctionRule = (call) => {
  arity(call, 4);
  const between = withoutFirst(call);
  if (between) return between;
  const [subject, start, count] = [text(call.arg(0)), call.arg(1).sql, call.arg(2).sql];
  const by = call.arg(3).type === "null" ? "''" : call.arg(3).sql;
  const middle = `concat(left(${subject}, (${start}) - 1), ${by}, substring(${subject}, (${start}) + (${count})))`;
  return primary(
    `CASE WHEN ${start} BETWEEN 1 AND length(${subject}) AND ${count} >= 0 THEN ${middle} END`,
    "string",
  );
};

/** PATINDEX('%pattern%', s): the place of the first match. */
export const patindex: FunctionRule = (call) => {
  arity(call, 2);
  const pattern = call.arg(0).literal;
  if (pattern === undefined) throw call.stop("the pattern is computed");
  const open = pattern.startsWith("%");
  const core = likePatternToRegexp(pattern.replace(/^%/, "").replace(/%$/, ""));
  if (core === undefined || core.includes(".*")) throw call.stop("a pattern with % inside");
  const regexp = `${open ? "" : "^"}(?:${core})${pattern.endsWith("%") ? "" : "$"}`;
  const subject = text(call.arg(1));
  noteTexts(call.tx, call.offset, { ...call.arg(1), type: "string" }, call.arg(0));
  const before = `length(regexp_extract(${subject}, ${quoteText(`(?si)^(.*?)(?:${regexp.replace(/^\^/, "")})`)}, 1))`;
  const found = `regexp_matches(${subject}, ${quoteText(`(?si)${regexp}`)})`;
  return primary(`CASE WHEN ${found} THEN ${open ? `${before} + 1` : "1"} ELSE 0 END`, "int");
};

/** FORMAT(d, 'yyyy-MM-dd'); numbers' formats are refused. */
export const format: FunctionRule = (call) => {
  arity(call, 2, 3);
  const value = call.arg(0);
  const mask = call.arg(1).literal;
  if (mask === undefined || (call.count === 3 && !isEnglish(call.arg(2).literal)))
    throw call.stop("a computed format or a culture");
  const number = isDated(value.type) ? undefined : dotnetNumber(value.sql, mask);
  if (number !== undefined && value.type !== "string") return primary(number, "string");
  if (
    isNumeric(value.type) ||
    (!isDated(value.type) && !/y|M{2}|d{2}|H/.test(mask)) ||
    mask.length < 2
  ) {
    throw call.stop(`the format ${mask} of a number or of a culture`);
  }
  const read = dateMask(mask, "tsql", false);
  if ("unknown" in read)
    throw call.tx.stop("DWM-QRY-005", { mask, element: read.unknown }, call.offset);
  return primary(`strftime(${value.sql}, ${quoteText(read.format)})`, "string");
};

export const isNumericText: FunctionRule = (call) => {
  arity(call, 1);
  call.tx.note(
    "DWM-QRY-006",
    { what: "ISNUMERIC also takes signs, currencies and lone points; here only numbers" },
    call.offset,
  );
  return primary(
    `CASE WHEN TRY_CAST(${call.arg(0).sql} AS DOUBLE) IS NULL THEN 0 ELSE 1 END`,
    "int",
  );
};

export const str: FunctionRule = (call) => {
  arity(call, 1, 3);
  const width = call.count > 1 ? call.arg(1).number : "10";
  const places = call.count > 2 ? call.arg(2).number : "0";
  if (width === undefined || places === undefined) throw call.stop("computed lengths");
  const rounded = `CAST(CAST(round(CAST(${call.arg(0).sql} AS DECIMAL(38,10)), ${places}) AS DECIMAL(38,${places})) AS VARCHAR)`;
  const fits = `length(${rounded}) <= ${width}`;
  return primary(
    `CASE WHEN ${fits} THEN lpad(${rounded}, ${width}, ' ') WHEN ${call.arg(0).sql} IS NOT NULL THEN repeat('*', ${width}) END`,
    "string",
  );
};
