import type { RoutineKit } from "./kit.ts";
import { mapStatements } from "./mapStatements.ts";
import type { Block, Statement } from "./model.ts";
import { returns } from "./returns.ts";

interface Mark {
  verb: "BEGIN" | "COMMIT" | "ROLLBACK" | "SAVE";
  clause: string;
  offset: number;
  /** In a CATCH: what failed there has been undone, where it was an atomic block. */
  handling: boolean;
}

/**
 * Where a routine begins and ends its transactions. Databricks has no statements for that in scripts but blocks (BEGIN
 * ATOMIC … END): where the source's statements make one, it is written; the others are left out with an issue.
 */
export class Transactions {
  readonly #kit: RoutineKit;
  readonly #jumps: (statement: Statement) => boolean;
  readonly #marks = new Map<Statement, Mark>();
  #atomic = 0;

  /** `jumps`: what may leave a transaction open. */
  constructor(kit: RoutineKit, jumps: (statement: Statement) => boolean = () => false) {
    this.#kit = kit;
    this.#jumps = jumps;
  }

  /** Reads BEGIN TRANSACTION, COMMIT, ROLLBACK or SAVE TRANSACTION; a comment stands for it until the list is read. */
  read(end: number, handling: boolean): Statement[] {
    const { cursor } = this.#kit;
    const offset = cursor.offset;
    const clause = cursor.textBetween(cursor.at, end).replace(/\s+/g, " ");
    const word = cursor.peek()?.value ?? "";
    const verb = word === "START" ? "BEGIN" : (word as Mark["verb"]);
    cursor.at = end;
    const mark: Statement = { is: "comment", text: clause };
    this.#marks.set(mark, { verb, clause, offset, handling });
    return [mark];
  }

  /** True when the statements only begin or end transactions. */
  only(statements: readonly Statement[]): boolean {
    return statements.length > 0 && statements.every((statement) => this.#marks.has(statement));
  }

  /** Forgets what the statements begin and end: they are never reached. */
  discard(statements: readonly Statement[]): void {
    mapStatements(statements, (statement) => {
      this.#marks.delete(statement);
      return [statement];
    });
  }

  /** Makes blocks of BEGIN TRANSACTION … COMMIT in a list of statements. */
  inBlocks(statements: readonly Statement[]): Statement[] {
    const result: Statement[] = [];
    for (let index = 0; index < statements.length; index++) {
      const statement = statements[index];
      if (!statement) break;
      if (this.#verb(statement) !== "BEGIN") {
        result.push(statement);
        continue;
      }
      const commit = statements.findIndex(
        (other, at) => at > index && this.#verb(other) !== undefined,
      );
      const inside = statements.slice(index + 1, commit < 0 ? undefined : commit);
      const next = statements[index + 1];
      if (commit >= 0 && this.#verb(statements[commit]) === "COMMIT" && this.#isWhole(inside)) {
        result.push(this.#block(statement, inside, statements[commit]));
        index = commit;
      } else if (next?.is === "block" && this.#commitsInside(next)) {
        const at = next.body.findIndex((other) => this.#verb(other) !== undefined);
        const block = this.#block(statement, next.body.slice(0, at), next.body[at]);
        result.push({ ...next, body: [block, ...next.body.slice(at + 1)] });
        index++;
      } else result.push(statement);
    }
    return result;
  }

  /** Says what became of the statements that make no block; to be called when all is read. */
  close(): void {
    for (const { verb, clause, offset, handling } of this.#marks.values()) {
      if (verb === "ROLLBACK" && handling && this.#atomic > 0) {
        const why = "an atomic block that fails has been undone when the handler begins";
        this.#kit.note("DWM-PRC-006", { clause, why }, offset);
      } else this.#kit.note("DWM-PRC-008", { clause }, offset);
    }
  }

  #verb(statement: Statement | undefined): Mark["verb"] | undefined {
    return statement && this.#marks.get(statement)?.verb;
  }

  /** True when nothing in the statements ends the transaction or leaves it open. */
  #isWhole(statements: readonly Statement[]): boolean {
    return !statements.some(
      (statement) => this.#holdsMark(statement) || returns(statement) || this.#jumps(statement),
    );
  }

  #commitsInside(block: Block): boolean {
    const at = block.body.findIndex((statement) => this.#verb(statement) !== undefined);
    return (
      at >= 0 && this.#verb(block.body[at]) === "COMMIT" && this.#isWhole(block.body.slice(0, at))
    );
  }

  #holdsMark(statement: Statement): boolean {
    if (this.#marks.has(statement)) return true;
    const inside = (list: readonly Statement[]) => list.some((each) => this.#holdsMark(each));
    switch (statement.is) {
      case "block":
        return inside(statement.body) || statement.handlers.some((handler) => inside(handler.body));
      case "if":
        return (
          statement.branches.some((branch) => inside(branch.body)) ||
          inside(statement.otherwise ?? [])
        );
      case "while":
        return inside(statement.body);
      default:
        return false;
    }
  }

  #block(begin: Statement, body: readonly Statement[], commit: Statement | undefined): Block {
    const { offset } = this.#marks.get(begin) ?? { offset: 0 };
    this.#marks.delete(begin);
    if (commit) this.#marks.delete(commit);
    this.#atomic++;
    const what =
      "the transaction becomes BEGIN ATOMIC … END: the tables that it changes need catalog commits";
    this.#kit.note("DWM-PRC-007", { what }, offset);
    return { is: "block", atomic: true, declarations: [], handlers: [], body: [...body] };
  }
}
