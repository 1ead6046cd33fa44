/** What became of a statement that defines no object. */
export interface StatementResult {
  /** What it is: INSERT, MERGE, SELECT, GRANT … */
  kind: string;
  /** Statements of the target in order, without a semicolon. None: nothing of it goes to the target; an issue says why. */
  statements: string[];
}

/** A statement that becomes one of the target's. */
export function one(kind: string, sql: string): StatementResult {
  return { kind, statements: [sql] };
}
