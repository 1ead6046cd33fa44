import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../../dsl.ts";
import { positionFrom } from "../places.ts";
import { regexpPart } from "../regexps.ts";
import { replaced, text, tokens } from "../text.ts";

/** POSITION(part, s [, start]) and CHARINDEX. */
export const place: FunctionRule = (call) => {
  arity(call, 2, 3);
  const [part, subject] = [text(call.arg(0)), text(call.arg(1))];
  if (call.count === 2) return primary(`strpos(${subject}, ${part})`, "int");
  return primary(`(${positionFrom(subject, part, call.arg(2).sql)})`, "int");
};

/** Snowflake: places and parts of texts. */
export const SNOWFLAKE_TEXTS: RuleTable = {
  POSITION: place,
  CHARINDEX: place,
  REPLACE: replaced,
  STRTOK: (call) => {
    arity(call, 1, 3);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    const place = call.count > 2 ? call.arg(2).number : "1";
    if (!delimiters || place === undefined) throw call.stop("computed delimiters or place");
    return primary(`${tokens(call, delimiters)}[${place}]`, "string");
  },
  STRTOK_TO_ARRAY: (call) => {
    arity(call, 1, 2);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    if (!delimiters) throw call.stop("computed delimiters");
    return primary(`to_json(${tokens(call, delimiters)})`, "json");
  },
  REGEXP_SUBSTR_ALL: (call) => {
    const part = regexpPart(call).sql;
    return primary(`to_json(${part.replace(/\[1\]$/, "")})`, "json");
  },
  INSERT: template(
    "(left($1, CAST(($2) - 1 AS INTEGER)) || ($4) || substring($1, ($2) + ($3)))",
    "string",
  ),
  COLLATE: (call) => {
    arity(call, 2);
    const what = "COLLATE is left out: texts are compared as they stand here";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return call.arg(0);
  },
};
