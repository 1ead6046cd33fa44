import type { RoutineKit } from "./kit.ts";
import { holds, leavesLoop, withLists } from "./lists.ts";
import { mapStatements } from "./mapStatements.ts";
import type { Statement } from "./model.ts";

interface Jump {
  label: string;
  source: string;
  offset: number;
}

/**
 * GOTO and its labels. A jump forward to a label of a list around it leaves a block that ends there; one backward goes round a
 * loop that begins there. Comments stand for both until all is read.
 */
export class Gotos {
  readonly #kit: RoutineKit;
  readonly #jumps = new Map<Statement, Jump>();
  readonly #labels = new Map<Statement, string>();

  constructor(kit: RoutineKit) {
    this.#kit = kit;
  }

  /** A GOTO that was read. */
  jump(label: string, source: string, offset: number): Statement[] {
    const mark: Statement = { is: "comment", text: source };
    this.#jumps.set(mark, { label: label.toLowerCase(), source, offset });
    return [mark];
  }

  /** The place that GOTO goes to. */
  place(label: string): Statement[] {
    const mark: Statement = { is: "comment", text: label };
    this.#labels.set(mark, label.toLowerCase());
    return [mark];
  }

  /** True where a statement, or one in it, jumps. */
  jumps(statement: Statement): boolean {
    return this.#jumps.size > 0 && holds(statement, (each) => this.#jumps.has(each));
  }

  /** The statements of a routine with its jumps made; those that cannot be are noted. */
  made(statements: readonly Statement[]): Statement[] {
    if (this.#jumps.size === 0 && this.#labels.size === 0) return [...statements];
    return mapStatements(this.#list(statements), (statement) => {
      if (this.#labels.has(statement)) return [];
      const jump = this.#jumps.get(statement);
      if (!jump) return [statement];
      const { source, offset } = jump;
      this.#kit.note("DWM-PRC-002", { construct: source }, offset);
      return [{ is: "unsupported", source, reason: "its label stands in no list around it" }];
    });
  }

  /** Makes the jumps to the labels of a list, after those of the lists inside of it. */
  #list(statements: readonly Statement[]): Statement[] {
    let list = statements.map((each) => withLists(each, (inner) => this.#list(inner)));
    for (const mark of list.filter((each) => this.#labels.has(each))) {
      const label = this.#labels.get(mark) ?? "";
      list = this.#forward(this.#backward(list, mark, label), mark, label);
    }
    return list;
  }

  /** What stands behind the label up to the last jump back to it, as a loop that is left at its end. */
  #backward(list: Statement[], mark: Statement, label: string): Statement[] {
    const at = list.indexOf(mark);
    const last = list.findLastIndex((each, index) => index > at && this.#holds(each, label));
    const inside = list.slice(at + 1, last + 1);
    // BREAK and CONTINUE would mean this loop.
    if (last < 0 || inside.some(leavesLoop)) return list;
    const name = `to_${label}`;
    const { declared, body } = this.#jumping(inside, label, { is: "iterate", label: name });
    const loop: Statement = {
      is: "loop",
      label: name,
      body: [...body, { is: "leave", label: name }],
    };
    return [...list.slice(0, at + 1), ...declared, loop, ...list.slice(last + 1)];
  }

  /** What stands before the label from the first jump to it, as a block that the jumps leave. */
  #forward(list: Statement[], mark: Statement, label: string): Statement[] {
    const at = list.indexOf(mark);
    const first = list.findIndex((each, index) => index < at && this.#holds(each, label));
    if (first < 0) return list;
    const name = `to_${label}`;
    const inside = list.slice(first, at);
    const { declared, body } = this.#jumping(inside, label, { is: "leave", label: name });
    const block: Statement = { is: "block", label: name, declarations: [], handlers: [], body };
    return [...list.slice(0, first), ...declared, block, ...list.slice(at)];
  }

  /** The statements with their jumps, and what they declare for those behind them too. */
  #jumping(
    statements: readonly Statement[],
    label: string,
    to: Statement,
  ): { declared: Statement[]; body: Statement[] } {
    const declared: Statement[] = [];
    const changed = mapStatements(statements, (statement) => {
      if (this.#jumps.get(statement)?.label === label) {
        this.#jumps.delete(statement);
        return [to];
      }
      return [statement];
    });
    const body = changed.flatMap((statement): Statement[] => {
      if (statement.is !== "declare" || statement.declaration.is !== "variable") return [statement];
      const { initial, ...bare } = statement.declaration;
      declared.push({ is: "declare", declaration: bare });
      return initial === undefined ? [] : [{ is: "set", targets: [bare.name], value: initial }];
    });
    return { declared, body };
  }

  /** True where the statement is, or holds, a jump to the label. */
  #holds(statement: Statement, label: string): boolean {
    return holds(statement, (each) => this.#jumps.get(each)?.label === label);
  }
}
