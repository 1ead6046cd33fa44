import type { Cursor } from "../cursor.ts";
import { type DynamicOptions, dynamicSql } from "./dynamicSql.ts";
import type { RoutineKit } from "./kit.ts";

/** How a routine runs the text that a variable holds. */
export interface TextRun {
  options: DynamicOptions;
}

/**
 * Variables that hold the text of a statement: assigned once and run by EXECUTE. Their text is translated where it is
 * assigned; what runs it knows then that nothing is left to say.
 */
export class StatementTexts {
  readonly #kit: RoutineKit;
  readonly #runs: ReadonlyMap<string, TextRun>;
  readonly #translated = new Set<string>();

  /** `runs`: variables (lower case, as the source writes them) that are run; those assigned more than once are not in it. */
  constructor(kit: RoutineKit, runs: ReadonlyMap<string, TextRun>) {
    this.#kit = kit;
    this.#runs = runs;
  }

  /** The translated text, as an expression, of what is assigned to the variable; undefined where it is left as it is. */
  translate(key: string, part: Cursor): string | undefined {
    const run = this.#runs.get(key.toLowerCase());
    if (!run) return undefined;
    const made = dynamicSql(this.#kit, part, run.options);
    if (made?.length !== 1) return undefined;
    this.#translated.add(key.toLowerCase());
    return made[0];
  }

  /** True when the variable's text is the target's. */
  has(key: string): boolean {
    return this.#translated.has(key.toLowerCase());
  }
}
