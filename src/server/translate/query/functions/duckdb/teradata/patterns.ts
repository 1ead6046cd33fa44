import { primary } from "../../../expr.ts";
import { arity, type RuleTable, same, template } from "../../dsl.ts";
import { instr } from "../places.ts";
import { refuseForeign, regexpPart, regexpPlace } from "../regexps.ts";
import { text, tokens } from "../text.ts";

/** Teradata: patterns and parts of texts. */
export const TERADATA_PATTERNS: RuleTable = {
  REGEXP_SUBSTR: regexpPart,
  REGEXP_INSTR: regexpPlace,
  REGEXP_SIMILAR: (call) => {
    arity(call, 2, 3);
    refuseForeign(call);
    if (call.count === 3 && call.arg(2).literal !== "c" && call.arg(2).literal !== "i")
      throw call.stop("the match parameters");
    const flags = call.count === 3 && call.arg(2).literal === "i" ? ", 'i'" : "";
    const whole = `regexp_full_match(${text(call.arg(0))}, ${call.arg(1).sql}${flags})`;
    return primary(`CAST(${whole} AS INTEGER)`, "int");
  },
  INSTR: instr,
  STRTOK: (call) => {
    arity(call, 1, 3);
    const delimiters = call.count > 1 ? call.arg(1).literal : " ";
    const place = call.count === 3 ? call.arg(2).number : "1";
    if (delimiters === undefined || delimiters === "" || place === undefined)
      throw call.stop("computed delimiters, or a computed place");
    return primary(`${tokens(call, delimiters)}[${place}]`, "string");
  },
  CHR: same("chr", "string", 1),
  CHARS: template("length($1)", "int"),
};
