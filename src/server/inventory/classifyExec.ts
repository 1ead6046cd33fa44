import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, type Token } from "../sql/token.ts";
import { ACCESS, type Rule, SCHEDULED, UNREACHED } from "./leftOutReasons.ts";
import { baseOf, readName } from "./names.ts";
import { scheduling } from "./scheduling.ts";
import { type Classified, leftOut } from "./statement.ts";

const CALLED = "Calls are not executed; what the routine does is missing in the target.";
type SystemRule = readonly [names: RegExp, ...Rule];

/** What system procedures do; the first that fits counts. */
const SYSTEM: readonly SystemRule[] = [
  [/^sp_rename$/, "rename", true, "The object keeps its first name in the target."],
  [/^sp_(executesql|addtype|tableoption)$/, "call", true, CALLED],
  [/^sp_(un)?bind(efault|rule)$/, "alteration", true, "What it binds is missing in the target."],
  [/^sp_(add|attach|update|delete|detach)_?(job|schedule)/, "task", true, SCHEDULED],
  [
    /^sp_(add|drop|grant|revoke|deny)(srv)?(role|user|login|dbaccess|app)/,
    "principal",
    false,
    ACCESS,
  ],
  [/^sp_(add|drop)linked/, "database_link", true, UNREACHED],
];
const OTHER: SystemRule = [/./, "platform", false, "It administrates the source."];
/** sp_addextendedproperty's parameters in their order. */
const PROPERTY_ORDER = [
  "@NAME",
  "@VALUE",
  "@LEVEL0TYPE",
  "@LEVEL0NAME",
  "@LEVEL1TYPE",
  "@LEVEL1NAME",
  "@LEVEL2TYPE",
  "@LEVEL2NAME",
];

/**
 * Reads EXEC. A description that SSMS attaches with sp_addextendedproperty folds into its object; other system procedures
 * mostly administrate; anything else would have had an effect.
 */
export function classifyExec(tokens: readonly Token[], dialect: SourceType): Classified {
  const name = readName(tokens, 1, dialect);
  const procedure = baseOf(name?.parts ?? []).toLowerCase();
  if (dialect === "tsql" && /^sp_(add|update)extendedproperty$/.test(procedure)) {
    return describes(tokens, name?.next ?? 2);
  }
  if (/^(sp|xp)_/.test(procedure)) {
    const [, category, matters, reason] = SYSTEM.find(([names]) => names.test(procedure)) ?? OTHER;
    return leftOut(`EXEC ${procedure}`, category, matters, reason);
  }
  const scheduled = scheduling(tokens);
  if (scheduled) return leftOut("EXEC", ...scheduled);
  return leftOut("EXEC", "call", true, CALLED);
}

function describes(tokens: readonly Token[], start: number): Classified {
  const values = new Map<string, string>();
  let position = 0;
  for (let at = start; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || isSymbol(token, ",")) continue;
    if (token.kind === "word" && token.value.startsWith("@") && isSymbol(tokens[at + 1], "=")) {
      values.set(token.value, literal(tokens[at + 2]));
      at += 2;
    } else {
      values.set(PROPERTY_ORDER[position] ?? "", literal(token));
    }
    position++;
  }
  const object = values.get("@LEVEL1NAME");
  if (values.get("@NAME")?.toUpperCase() !== "MS_DESCRIPTION" || !object) {
    return leftOut(
      "EXEC sp_addextendedproperty",
      "comment",
      false,
      "Extended properties other than descriptions.",
    );
  }
  const schema = values.get("@LEVEL0NAME") ?? "";
  return { is: "fold", kind: "MS_Description", target: [schema, object], matters: false };
}

/** The text of a literal or the name of an identifier. */
function literal(token: Token | undefined): string {
  if (token?.kind !== "string") return token?.kind === "word" ? token.text : (token?.value ?? "");
  return token.text.replace(/^[Nn]?'|'$/g, "").replaceAll("''", "'");
}
