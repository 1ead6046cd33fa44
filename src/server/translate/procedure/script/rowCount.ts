import type { RoutineKit } from "../kit.ts";
import type { Statement, Variable } from "../model.ts";

const NAME = "dwm_row_count";

/** Keeps count of the rows that the last change wrote, where the routine asks for it. */
export class RowCount {
  readonly #asked: boolean;

  /** `names`: what asks for it (lower case), and how that is written with the count. */
  constructor(kit: RoutineKit, names: Readonly<Record<string, (count: string) => string>>) {
    const tokens = new Set(kit.cursor.tokens.map(({ text }) => text.toLowerCase()));
    const keys = Object.keys(names).filter((key) => tokens.has(key.replace(/^:/, "")));
    this.#asked = keys.length > 0;
    for (const key of keys) {
      const sql = names[key]?.(NAME) ?? NAME;
      const type = sql === NAME ? "int" : "bool";
      kit.tx.scope.variables.set(key, { sql, inQuery: sql, type, rule: "wins" });
    }
  }

  get declarations(): Variable[] {
    return this.#asked ? [{ is: "variable", name: NAME, type: "BIGINT" }] : [];
  }

  /** The statements, each change with what asks for its rows behind it. */
  after(statements: Statement[]): Statement[] {
    if (!this.#asked) return statements;
    // Dynamic SQL may change rows, too; what gives its rows to variables is a query.
    const changes = (statement: Statement) =>
      statement.is === "sql"
        ? /^(?:INSERT|UPDATE|DELETE|MERGE)\b/.test(statement.sql)
        : statement.is === "execute" && statement.into.length === 0;
    return statements.flatMap((statement) =>
      changes(statement)
        ? [statement, { is: "sql", sql: `GET DIAGNOSTICS ${NAME} = ROW_COUNT` } as const]
        : [statement],
    );
  }
}
