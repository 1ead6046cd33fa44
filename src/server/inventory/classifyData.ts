import type { SourceType } from "../../protocol/dialect.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { type NameParts, readName } from "./names.ts";
import { type Classified, leftOut } from "./statement.ts";

const FROM_FILE = "The rows are in a file or stage that is no part of the inventory.";
/** What may stand between the verb and the name of the table. */
const FILLERS = new Set(
  "INTO FROM ONLY TABLE IGNORE DELAYED LOW_PRIORITY HIGH_PRIORITY QUICK OVERWRITE".split(" "),
);
export const DATA_VERBS = new Set(
  "INSERT REPLACE UPDATE DELETE MERGE COPY INS UPD DEL UPSERT".split(" "),
);
const LONG_VERBS: Readonly<Record<string, string>> = {
  INS: "INSERT",
  UPD: "UPDATE",
  DEL: "DELETE",
};

/**
 * Reads the verb and the table of a data statement from its first tokens. `all` gives every token of the statement; it is
 * called only where the first ones do not suffice.
 */
export function classifyData(
  head: readonly Token[],
  selects: boolean,
  dialect: SourceType,
  all: () => readonly Token[],
): Classified {
  const first = head[0]?.value ?? "";
  const verb = LONG_VERBS[first] ?? first;
  if (verb === "COPY") return classifyCopy(head, dialect, all);
  let at = 1;
  if (isWord(head[at], "TOP")) at = skipParens(head, at + 1);
  if (verb === "INSERT" && /^(ALL|FIRST)$/.test(head[at]?.value ?? "") && dialect === "oracle") {
    return classifyInsertAll(all());
  }
  while (head[at]?.kind === "word" && FILLERS.has(head[at]?.value ?? "")) at++;
  const name = readName(head, at, dialect);
  if (!name)
    return leftOut(verb, "stray_rows", true, "The table that it changes could not be read.");
  const reads = verb !== "INSERT" && verb !== "REPLACE" ? true : selects;
  let target: NameParts = name.parts;
  if (dialect === "tsql" && verb === "INSERT" && executes(head, name.next)) {
    return leftOut(
      "INSERT EXEC",
      "call",
      true,
      "Procedures are not executed; the rows are missing.",
    );
  }
  if (dialect === "tsql" && (verb === "UPDATE" || verb === "DELETE") && target.length === 1) {
    target = behindAlias(all(), name.next, target) ?? target;
  }
  return { is: "data", kind: verb, target, reads };
}

/** INSERT … EXEC, with or without a column list. */
function executes(head: readonly Token[], at: number): boolean {
  const next = isSymbol(head[at], "(") ? skipParens(head, at) : at;
  return isWord(head[next], "EXEC") || isWord(head[next], "EXECUTE");
}

/** `UPDATE a SET … FROM orders AS a`: the table that the alias stands for. */
function behindAlias(
  tokens: readonly Token[],
  start: number,
  target: NameParts,
): NameParts | undefined {
  const alias = target[0]?.toLowerCase();
  for (let at = start; at < tokens.length; at++) {
    const word = tokens[at]?.value;
    if (word !== "FROM" && word !== "JOIN" && word !== ",") continue;
    const name = readName(tokens, at + 1, "tsql");
    if (!name) continue;
    const behind = isWord(tokens[name.next], "AS") ? name.next + 1 : name.next;
    const written = tokens[behind];
    if (written?.kind !== "word" && written?.kind !== "quoted") continue;
    if (written.value.toLowerCase() === alias) return name.parts;
  }
  return undefined;
}

function classifyCopy(
  head: readonly Token[],
  dialect: SourceType,
  all: () => readonly Token[],
): Classified {
  if (dialect !== "postgres") return copyLeftOut(head);
  const name = readName(head, 1, dialect);
  // The rows behind the statement are no tokens; the head ends at FROM stdin or within a long column list.
  const from = head.findIndex((token) => isWord(token, "FROM"));
  const stdin =
    from < 0 ? /\bFROM\s+STDIN\b/i.test(firstLine(all())) : isWord(head[from + 1], "STDIN");
  if (!name || !stdin) return copyLeftOut(head);
  return { is: "data", kind: "COPY", target: name.parts, reads: false };
}

/** COPY of rows that are no part of the inventory: from a file or stage, or to one. */
function copyLeftOut(head: readonly Token[]): Classified {
  const to = head.findIndex((token) => isWord(token, "TO"));
  const from = head.findIndex((token) => isWord(token, "FROM"));
  const target = isWord(head[1], "INTO") ? head[2] : undefined;
  const unloads = /^[@']/.test(target?.text ?? "") || (to > 0 && (from < 0 || to < from));
  if (unloads && !target) return leftOut("COPY", "output", false, "It writes rows to a file.");
  if (unloads) return leftOut("COPY", "output", false, "It writes rows to a stage.");
  return leftOut("COPY", "external_rows", true, FROM_FILE);
}

function firstLine(tokens: readonly Token[]): string {
  const words: string[] = [];
  for (const token of tokens) {
    if (token.text === ";") break;
    words.push(token.text);
  }
  return words.join(" ");
}

/** Oracle's INSERT ALL INTO a … INTO a … SELECT: data of one table, as long as it is one. */
function classifyInsertAll(tokens: readonly Token[]): Classified {
  const targets = new Map<string, NameParts>();
  for (let at = 1; at < tokens.length; at++) {
    if (!isWord(tokens[at], "INTO")) continue;
    const name = readName(tokens, at + 1, "oracle");
    if (name) targets.set(name.parts.join(".").toLowerCase(), name.parts);
  }
  const [target, another] = [...targets.values()];
  if (!target)
    return leftOut("INSERT ALL", "stray_rows", true, "The table that it fills could not be read.");
  if (another) {
    const reason = "It fills several tables at once; write one INSERT for each table.";
    return leftOut("INSERT ALL", "stray_rows", true, reason);
  }
  return { is: "data", kind: "INSERT", target, reads: true };
}

/** The index behind a parenthesis that opens at `at`, or `at` when none does. */
export function skipParens(tokens: readonly Token[], at: number): number {
  if (!isSymbol(tokens[at], "(")) return at;
  let depth = 0;
  for (let index = at; index < tokens.length; index++) {
    if (isSymbol(tokens[index], "(")) depth++;
    else if (isSymbol(tokens[index], ")") && --depth === 0) return index + 1;
  }
  return tokens.length;
}
