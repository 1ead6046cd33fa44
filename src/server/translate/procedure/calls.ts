import type { Token } from "../../sql/token.ts";
import type { Tx } from "../query/tx.ts";
import type { RoutineKit } from "./kit.ts";
import type { Statement } from "./model.ts";

/** Statements whose conditions are read again, or whose parts are statements themselves. */
const COMPOUND = /^(IF|WHILE|FOR|FOREACH|LOOP|REPEAT|CASE|BEGIN|DECLARE)$/;
/** What may leave a part of an expression out. */
const CONDITIONAL = /^(CASE|AND|OR|NVL|NVL2|COALESCE|DECODE|IIF|IF|IFF|IFNULL|ISNULL)$/;

/**
 * Calls of functions that became procedures, in one statement of a routine: each is a CALL before the statement, and what it
 * gives stands in a variable. Only where the statement makes each call once and always is that the same.
 */
export class Calls {
  readonly #kit: RoutineKit;
  readonly #statements: Statement[] = [];
  readonly #scope: Tx["scope"];
  readonly #tokens: readonly Token[];
  readonly #start: number;
  readonly #end: number;

  constructor(kit: RoutineKit, start: number, end: number) {
    this.#kit = kit;
    this.#scope = kit.tx.scope;
    this.#tokens = kit.cursor.tokens;
    this.#start = start;
    this.#end = end;
  }

  readonly take: NonNullable<Tx["callProcedure"]> = ({ procedure, args, result }) => {
    const { tx, variables } = this.#kit;
    // In a query it would be one call for each row.
    if (tx.scope !== this.#scope || result.type === undefined || !this.#able()) return undefined;
    const name = variables.free("dwm_result");
    const held = tx.out.name(name);
    const given = args.map((value) => ({ value }));
    this.#statements.push(
      { is: "declare", declaration: { is: "variable", name, type: result.type } },
      { is: "call", procedure, args: [...given, { name: result.name, value: held }] },
    );
    return held;
  };

  /** Asked at a call only: most statements make none. */
  #able(): boolean {
    const tokens = this.#tokens.slice(this.#start, this.#end);
    return (
      !COMPOUND.test(tokens[0]?.value ?? "") &&
      !tokens.some(({ kind, value }) => kind === "word" && CONDITIONAL.test(value))
    );
  }

  /** The statements with their calls before them. */
  before(statements: Statement[]): Statement[] {
    return [...this.#statements, ...statements];
  }
}
