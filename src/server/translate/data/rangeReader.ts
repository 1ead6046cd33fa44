import { type ScriptStatement, splitScript } from "../../inventory/split.ts";
import { Lexer } from "../../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../../sql/token.ts";
import { Untranslatable } from "../diagnostics.ts";
import { fullName, quoteName } from "../duckdbNames.ts";
import { makeIssue } from "../issueCodes.ts";
import { BatchWriter } from "./batch.ts";
import { copyRows } from "./copy.ts";
import { translateDml } from "./dml.ts";
import { type InsertHead, readInsertHead } from "./insertHead.ts";
import type { RangeText } from "./rangeText.ts";
import { RowReader } from "./rowReader.ts";
import type { TableFacts } from "./tableFacts.ts";

/** Reads the statements of one range of a table's data. */
export class RangeReader {
  readonly #range: RangeText;
  readonly #target: string;
  readonly #columns: readonly string[];
  readonly #facts: TableFacts;
  readonly #rows: RowReader;
  readonly #batches = new BatchWriter();

  constructor(range: RangeText, target: string, columns: readonly string[], facts: TableFacts) {
    this.#range = range;
    this.#target = target;
    this.#columns = columns;
    this.#facts = facts;
    this.#rows = new RowReader(range, columns, facts);
  }

  /** Rows are read straight from the text; a statement that is something else is split off first. */
  read() {
    let position = 0;
    for (;;) {
      const behind = this.#readInsert(position);
      if (behind !== undefined) {
        position = behind;
        continue;
      }
      const [statement] = take(
        splitScript(this.#range.text.slice(position), this.#range.context.sourceType),
      );
      if (!statement) break;
      const start = position + statement.start;
      if (statement.kind === "sql" && statement.start > 0) {
        // A client's line or a comment stood before it: it may be an INSERT after all.
        position = start;
        continue;
      }
      if (statement.kind === "unterminated")
        throw this.#range.fail(start, statement.text.slice(0, 40), "not closed");
      if (statement.kind === "sql") this.#readOther(statement, start);
      position += statement.end;
    }
    this.#batches.flush();
    return this.#batches.statements;
  }

  /** Reads INSERT … VALUES at `position`; answers what is behind it, or undefined when something else stands there. */
  #readInsert(position: number): number | undefined {
    const lexer = new Lexer(this.#range.text, this.#range.context.sourceType, position);
    let token = lexer.next();
    while (isSymbol(token, ";")) token = lexer.next();
    if (!token) return undefined;
    lexer.position = token.start;
    const head = readInsertHead(lexer, this.#range.context.sourceType);
    return head && this.#readRows(lexer, head);
  }

  #readRows(lexer: Lexer, head: InsertHead): number {
    const rows: { sql: string; offset: number }[] = [];
    let columns = head.columns;
    let token: Token | undefined = head.row;
    for (;;) {
      if (!token || !isSymbol(token, "("))
        throw this.#range.fail(
          token?.start ?? lexer.position,
          token?.text ?? "the end",
          "( expected",
        );
      const row = this.#rows.read(lexer, columns, token.start);
      columns ??= row.columns;
      rows.push({ sql: row.sql, offset: token.start });
      token = lexer.next();
      if (!token || !isSymbol(token, ",")) break;
      token = lexer.next();
      if (isWord(token, "ROW")) token = lexer.next();
    }
    const end = this.#statementEnd(token, head);
    const list = (columns ?? this.#columns).map(quoteName).join(", ");
    const start = `${end.verb} INTO ${fullName(this.#range.context.names, this.#target)} (${list}) VALUES`;
    for (const row of rows) this.#batches.add(start, row.sql, this.#range.at(row.offset));
    return end.position;
  }

  /** What stands behind the rows: the end, another statement, or ON CONFLICT DO NOTHING. */
  #statementEnd(
    token: Token | undefined,
    head: InsertHead,
  ): { position: number; verb: InsertHead["verb"] } {
    const { verb } = head;
    if (!token) return { position: this.#range.text.length, verb };
    if (isSymbol(token, ";")) return { position: token.end, verb };
    const conflict = /ON\s+CONFLICT(\s*\([^)]*\))?\s+DO\s+NOTHING\s*(;|$)/iy;
    conflict.lastIndex = token.start;
    if (conflict.test(this.#range.text))
      return { position: conflict.lastIndex, verb: "INSERT OR IGNORE" };
    // Another statement without a semicolon (T-SQL), a client's line (GO, /), or something this reader must not skip.
    const starts =
      token.kind === "word" &&
      /^(INSERT|INS|UPDATE|DELETE|REPLACE|GO|SET|COMMIT|COPY|MERGE|PRINT)$/.test(token.value);
    if (
      starts ||
      (isSymbol(token, "/") &&
        /^\/\s*$/m.test(this.#range.text.slice(token.start).split("\n", 1)[0] ?? ""))
    ) {
      return { position: token.start, verb };
    }
    throw this.#range.fail(token.start, token.text, "not expected behind the rows");
  }

  /** INSERT … SELECT, UPDATE, DELETE, COPY … FROM stdin. */
  #readOther(statement: ScriptStatement, start: number): void {
    const at = this.#range.at(start);
    // Settings of the source's session and ends of its transactions: the target has its own.
    if (/^(SET|COMMIT)$/.test(statement.head[0]?.value ?? "")) return;
    if (isWord(statement.head[0], "COPY")) {
      const rows = copyRows(
        statement.text,
        this.#range.context.sourceType,
        this.#columns,
        this.#facts.classes,
      );
      if (!rows) throw this.#range.fail(start, statement.text.slice(0, 40), "this form of COPY");
      const list = rows.columns.map(quoteName).join(", ");
      const head = `INSERT INTO ${fullName(this.#range.context.names, this.#target)} (${list}) VALUES`;
      for (const row of rows.rows) {
        const place = this.#range.at(start + row.offset);
        if (row.values !== rows.columns.length) {
          throw new Untranslatable(
            makeIssue("DWM-DAT-002", place, { found: row.values, expected: rows.columns.length }),
          );
        }
        this.#batches.add(head, row.sql, place);
      }
      return;
    }
    const written = this.#range.translated(statement.text, start, (tx) =>
      translateDml(tx, this.#columns),
    );
    for (const sql of written) this.#batches.addStatement(sql, at);
  }
}

/** The first item of an iteration, as a list of one or none. */
function take<T>(items: Iterable<T>): T[] {
  for (const item of items) return [item];
  return [];
}
