import type { TypeClass } from "../types/spec.ts";
import type { RoutineKit } from "./kit.ts";
import type { DiagnosticsItem, Statement } from "./model.ts";

/** What the source's handlers ask of the error, by the name they ask with (lower case, with its mark). */
export interface HandlerNames {
  /** What Databricks' conditions have too. */
  asked: Readonly<Record<string, { item: DiagnosticsItem; type: string; class: TypeClass }>>;
  /** What they do not have: what stands for it, and what is said about that. */
  constant: Readonly<Record<string, { sql: string; class: TypeClass; what?: string }>>;
}

/**
 * Reads the statements of a handler: what they ask about the error is asked of the condition at their beginning (GET
 * DIAGNOSTICS has to be the first statement), into variables of the handler.
 */
export function readHandler(
  kit: RoutineKit,
  names: HandlerNames,
  read: () => Statement[],
): Statement[] {
  const { variables } = kit.tx.scope;
  const all = [...Object.keys(names.asked), ...Object.keys(names.constant)];
  const before = new Map(all.map((key) => [key, variables.get(key)] as const));
  const start = kit.cursor.at;
  for (const [key, { class: type }] of Object.entries(names.asked)) {
    const name = variableFor(key);
    variables.set(key, { sql: name, inQuery: name, type, rule: "wins" });
  }
  for (const [key, { sql, class: type }] of Object.entries(names.constant))
    variables.set(key, { sql, inQuery: sql, type, rule: "wins" });
  const statements = read();
  for (const [key, old] of before) {
    if (old) variables.set(key, old);
    else variables.delete(key);
  }
  const used = noteUsed(kit, names, start);
  const asked = Object.entries(names.asked).filter(([key]) => used.has(key));
  if (asked.length === 0) return statements;
  const variablesOf = new Map(asked.map(([key, asking]) => [variableFor(key), asking] as const));
  return [
    ...[...variablesOf].map(
      ([name, { type }]): Statement => ({
        is: "declare",
        declaration: { is: "variable", name, type },
      }),
    ),
    {
      is: "diagnostics",
      items: [...variablesOf].map(([variable, { item }]) => ({ variable, item })),
    },
    ...statements,
  ];
}

/** Keys that the statements since `start` mention; what is said about them is said there. */
function noteUsed(kit: RoutineKit, names: HandlerNames, start: number): Set<string> {
  const used = new Set<string>();
  for (let index = start; index < kit.cursor.at; index++) {
    const token = kit.cursor.tokens[index];
    if (token?.kind !== "word") continue;
    const marked = kit.cursor.tokens[index - 1]?.text === ":" ? ":" : "";
    for (const key of [`${marked}${token.text}`.toLowerCase(), token.text.toLowerCase()]) {
      used.add(key);
      const constant = Object.hasOwn(names.constant, key) ? names.constant[key] : undefined;
      if (constant?.what !== undefined)
        kit.note("DWM-PRC-007", { what: constant.what }, token.start);
      if (constant || Object.hasOwn(names.asked, key)) break;
    }
  }
  return used;
}

function variableFor(key: string): string {
  return `dwm_${key.replace(/^[@:]+/, "").replace(/\W/g, "_")}`;
}
