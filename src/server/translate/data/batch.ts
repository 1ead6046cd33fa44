import type { SourcePosition } from "../../inventory/types.ts";
import type { TargetStatement } from "../types.ts";

const MOST_ROWS = 500;
const MOST_CHARACTERS = 512 * 1024;

/** Joins rows of the same INSERT head into statements of many rows. */
export class BatchWriter {
  readonly statements: TargetStatement[] = [];
  #head = "";
  #sql = "";
  #marks: number[] = [];
  #first: SourcePosition | undefined;

  /** Adds a row, `(…)`, under the head `INSERT INTO t (a, b) VALUES`. */
  add(head: string, row: string, at: SourcePosition): void {
    if (
      head !== this.#head ||
      this.#marks.length >= MOST_ROWS * 3 ||
      this.#sql.length > MOST_CHARACTERS
    ) {
      this.flush();
      this.#head = head;
      this.#sql = `${head}\n`;
      this.#first = at;
    } else this.#sql += ",\n";
    this.#marks.push(this.#sql.length, at.line, at.column);
    this.#sql += row;
  }

  /** Adds a statement of its own. */
  addStatement(sql: string, at: SourcePosition): void {
    this.flush();
    this.statements.push({ sql, file: at.file, line: at.line, column: at.column });
  }

  /** Ends the batch that is being filled. */
  flush(): void {
    if (this.#first) {
      const { file, line, column } = this.#first;
      this.statements.push({ sql: this.#sql, rowMarks: this.#marks, file, line, column });
    }
    this.#first = undefined;
    this.#marks = [];
    this.#head = "";
    this.#sql = "";
  }
}
