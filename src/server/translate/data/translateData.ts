import { rowsDigest } from "../../inventory/rowsDigest.ts";
import { type ScriptStatement, splitScript } from "../../inventory/split.ts";
import type { DataRange, InventoryObject, SourcePosition } from "../../inventory/types.ts";
import { Lexer } from "../../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { fullName, quoteName } from "../duckdbNames.ts";
import { makeIssue } from "../issueCodes.ts";
import { isAmbiguousDate } from "../literals.ts";
import { isDated } from "../query/expr.ts";
import { readWhole } from "../query/expression/expression.ts";
import { targetOf } from "../query/from/tableName.ts";
import { Tx } from "../query/tx.ts";
import type { TypeClass } from "../types/spec.ts";
import type { TranslateContext, TranslatedData } from "../types.ts";
import { BatchWriter } from "./batch.ts";
import { copyRows } from "./copy.ts";
import { translateDml } from "./dml.ts";
import { FileCache, type SourceText } from "./fileCache.ts";
import { type InsertHead, readInsertHead } from "./insertHead.ts";
import { type TableFacts, tableFacts } from "./tableFacts.ts";
import { readLiteral, simpleValue, simpleValuePattern } from "./value.ts";

/**
 * Translates one range of a table's data statements. Rows of literals are joined to INSERTs of many rows; everything
 * else goes through the query path, statement by statement. Never rejects for what the SQL holds. `files` is the
 * caller's, one a worker, so that a file is not decoded anew for each of its ranges.
 */
export async function translateData(
  object: InventoryObject,
  range: DataRange,
  columns: string[],
  context: TranslateContext,
  files: FileCache = new FileCache(1),
): Promise<TranslatedData> {
  let source: SourceText;
  try {
    source = await files.read(context.root, range.file);
  } catch (error) {
    const issue = makeIssue("DWM-DAT-004", range, {
      reason: error instanceof Error ? error.message : String(error),
    });
    return { outcome: "error", issue, issues: [issue] };
  }
  const rows = source.text.slice(range.start, range.end);
  if (range.digest !== undefined && rowsDigest(rows) !== range.digest) {
    const issue = makeIssue("DWM-DAT-006", range, { table: object.name, file: range.file });
    return { outcome: "error", issue, issues: [issue] };
  }
  const issues: TranslatedData["issues"] = [];
  try {
    const facts = tableFacts(object, context);
    const target = targetOf(context, object.name.split(".")) ?? object.baseName;
    const reader = new RangeReader(source, range, context, target, columns, facts);
    const statements = reader.read();
    return { outcome: "translated", statements, issues: reader.issues };
  } catch (error) {
    if (error instanceof RangeError) {
      const issue = makeIssue("DWM-DAT-001", range, {
        near: object.name,
        reason: "nested too deeply",
      });
      return { outcome: "error", issue, issues: [...issues, issue] };
    }
    if (!(error instanceof Untranslatable)) throw error;
    return { outcome: "error", issue: error.issue, issues: [...issues, error.issue] };
  }
}

/** Reads the statements of one range. Offsets are those of the whole file. */
class RangeReader {
  readonly issues: TranslatedData["issues"] = [];
  readonly #source: SourceText;
  readonly #range: DataRange;
  readonly #context: TranslateContext;
  readonly #target: string;
  readonly #columns: readonly string[];
  readonly #facts: TableFacts;
  readonly #batches = new BatchWriter();
  readonly #text: string;
  readonly #simple = simpleValuePattern();
  #datesNoted = false;

  constructor(
    source: SourceText,
    range: DataRange,
    context: TranslateContext,
    target: string,
    columns: readonly string[],
    facts: TableFacts,
  ) {
    this.#source = source;
    this.#range = range;
    this.#context = context;
    this.#target = target;
    this.#columns = columns;
    this.#facts = facts;
    this.#text = source.text.slice(range.start, range.end);
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
      const [statement] = take(splitScript(this.#text.slice(position), this.#context.sourceType));
      if (!statement) break;
      const start = position + statement.start;
      if (statement.kind === "sql" && statement.start > 0) {
        // A client's line or a comment stood before it: it may be an INSERT after all.
        position = start;
        continue;
      }
      if (statement.kind === "unterminated")
        throw this.#fail(start, statement.text.slice(0, 40), "not closed");
      if (statement.kind === "sql") this.#readOther(statement, start);
      position += statement.end;
    }
    this.#batches.flush();
    return this.#batches.statements;
  }

  #at(offset: number): SourcePosition {
    const { line, column } = this.#source.lines.at(this.#range.start + offset);
    return { file: this.#range.file, line, column };
  }

  #fail(offset: number, near: string, reason: string): Untranslatable {
    return new Untranslatable(makeIssue("DWM-DAT-001", this.#at(offset), { near, reason }));
  }

  /** Reads INSERT … VALUES at `position`; answers what is behind it, or undefined when something else stands there. */
  #readInsert(position: number): number | undefined {
    const lexer = new Lexer(this.#text, this.#context.sourceType, position);
    let token = lexer.next();
    while (isSymbol(token, ";")) token = lexer.next();
    if (!token) return undefined;
    lexer.position = token.start;
    const head = readInsertHead(lexer, this.#context.sourceType);
    return head && this.#readRows(lexer, head);
  }

  #readRows(lexer: Lexer, head: InsertHead): number {
    const rows: { sql: string; offset: number }[] = [];
    let columns = head.columns;
    let token: Token | undefined = head.row;
    for (;;) {
      if (!token || !isSymbol(token, "("))
        throw this.#fail(token?.start ?? lexer.position, token?.text ?? "the end", "( expected");
      const row = this.#readRow(lexer, columns, token.start);
      columns ??= row.columns;
      rows.push({ sql: row.sql, offset: token.start });
      token = lexer.next();
      if (!token || !isSymbol(token, ",")) break;
      token = lexer.next();
      if (isWord(token, "ROW")) token = lexer.next();
    }
    const end = this.#statementEnd(token, head);
    const list = (columns ?? this.#columns).map(quoteName).join(", ");
    const start = `${end.verb} INTO ${fullName(this.#context.names, this.#target)} (${list}) VALUES`;
    for (const row of rows) this.#batches.add(start, row.sql, this.#at(row.offset));
    return end.position;
  }

  /** What stands behind the rows: the end, another statement, or ON CONFLICT DO NOTHING. */
  #statementEnd(
    token: Token | undefined,
    head: InsertHead,
  ): { position: number; verb: InsertHead["verb"] } {
    const { verb } = head;
    if (!token) return { position: this.#text.length, verb };
    if (isSymbol(token, ";")) return { position: token.end, verb };
    const conflict = /ON\s+CONFLICT(\s*\([^)]*\))?\s+DO\s+NOTHING\s*(;|$)/iy;
    conflict.lastIndex = token.start;
    if (conflict.test(this.#text))
      return { position: conflict.lastIndex, verb: "INSERT OR IGNORE" };
    // Another statement without a semicolon (T-SQL), a client's line (GO, /), or something this reader must not skip.
    const starts =
      token.kind === "word" &&
      /^(INSERT|INS|UPDATE|DELETE|REPLACE|GO|SET|COMMIT|COPY|MERGE|PRINT)$/.test(token.value);
    if (
      starts ||
      (isSymbol(token, "/") &&
        /^\/\s*$/m.test(this.#text.slice(token.start).split("\n", 1)[0] ?? ""))
    ) {
      return { position: token.start, verb };
    }
    throw this.#fail(token.start, token.text, "not expected behind the rows");
  }

  /** Reads the values of a row behind its bracket. */
  #readRow(
    lexer: Lexer,
    named: readonly string[] | undefined,
    offset: number,
  ): { sql: string; columns: string[] } {
    const values: string[] = [];
    const start = lexer.position;
    let columns = named ?? this.#columns;
    let sql = "";
    for (let index = 0; ; index++) {
      const typeClass = this.#classOf(columns[index]);
      this.#simple.lastIndex = lexer.position;
      const found = this.#simple.exec(this.#text);
      const simple = found && simpleValue(found, typeClass, this.#context.sourceType);
      if (found && simple !== undefined && simple !== null) {
        if (found[1] !== undefined && isDated(typeClass))
          this.#noteDateOrder(found[1], found.index);
        values.push(simple);
        lexer.position = this.#simple.lastIndex;
        if (found[4] === ")") break;
        continue;
      }
      const token = lexer.next();
      if (index === 0 && isSymbol(token, ")")) break;
      const { value, next } = this.#readValue(lexer, token, typeClass);
      values.push(value);
      if (isSymbol(next, ")")) break;
      if (!isSymbol(next, ","))
        throw this.#fail(next?.start ?? offset, next?.text ?? "the end", "a comma expected");
    }
    if (values.length !== columns.length) {
      const rest = named ? undefined : this.#withoutIdentities(values.length);
      if (!rest) {
        throw new Untranslatable(
          makeIssue("DWM-DAT-002", this.#at(offset), {
            found: values.length,
            expected: columns.length,
          }),
        );
      }
      // The values were read for other columns' types: read them again.
      columns = rest;
      lexer.position = start;
      return this.#readRow(lexer, rest, offset);
    }
    sql = `(${values.join(", ")})`;
    return { sql, columns: [...columns] };
  }

  /** T-SQL's INSERT without a column list leaves identity columns out. */
  #withoutIdentities(count: number): string[] | undefined {
    if (this.#context.sourceType !== "tsql") return undefined;
    const rest = this.#columns.filter((name) => !this.#facts.identities.has(name.toLowerCase()));
    return rest.length === count && rest.length < this.#columns.length ? rest : undefined;
  }

  #classOf(column: string | undefined): TypeClass {
    return column === undefined
      ? "unknown"
      : (this.#facts.classes.get(column.toLowerCase()) ?? "unknown");
  }

  #readValue(
    lexer: Lexer,
    token: Token | undefined,
    typeClass: TypeClass,
  ): { value: string; next: Token | undefined } {
    const start = token?.start ?? lexer.position;
    const literal = readLiteral(lexer, token, typeClass, this.#context.sourceType);
    if (literal && (isSymbol(literal.next, ",") || isSymbol(literal.next, ")"))) {
      return { value: literal.sql, next: literal.next };
    }
    // Not a plain literal: the value's tokens go through the query path.
    lexer.position = start;
    let depth = 0;
    let next = lexer.next();
    for (; next; next = lexer.next()) {
      if (next.kind === "unterminated")
        throw this.#fail(next.start, next.text.slice(0, 40), "not closed");
      if (next.kind !== "symbol") continue;
      if (next.text === "(") depth++;
      else if (next.text === ")") {
        if (depth === 0) break;
        depth--;
      } else if (next.text === "," && depth === 0) break;
    }
    const end = next?.start ?? this.#text.length;
    const cursor = new Cursor(this.#text.slice(start, end), this.#context.sourceType);
    const tx = new Tx(cursor, this.#context, new Diagnostics((offset) => this.#at(start + offset)));
    const value = readWhole(tx);
    this.#note(tx);
    let { sql } = value;
    if (typeClass === "bool" && value.type !== "bool" && value.type !== "null") {
      if (this.#context.sourceType === "mysql" && value.number !== undefined)
        throw new Untranslatable(
          makeIssue("DWM-DAT-005", this.#at(start), { value: value.number }),
        );
      sql = `CAST(${sql} AS BOOLEAN)`;
    }
    if (typeClass === "binary" && value.literal?.includes("\\"))
      throw this.#fail(start, value.literal.slice(0, 40), "bytes in PostgreSQL's escape format");
    // A fraction in a column of whole numbers is cut there; DuckDB rounds.
    const cuts = /^(tsql|teradata)$/.test(this.#context.sourceType);
    if (cuts && typeClass === "int" && (value.type === "decimal" || value.type === "float"))
      sql = `trunc(${sql})`;
    return { value: sql, next };
  }

  /** Says once that the order of a date's parts is a setting of the source's session. */
  #noteDateOrder(text: string, offset: number): void {
    if (this.#datesNoted || this.#context.sourceType !== "tsql" || !isAmbiguousDate(text)) return;
    this.#datesNoted = true;
    const what = `${text} is read with the month first, as SQL Server does under us_english`;
    this.issues.push(makeIssue("DWM-QRY-006", this.#at(offset), { what }));
  }

  #note(tx: Tx): void {
    for (const issue of tx.diagnostics.issues) {
      if (this.issues.length < 100) this.issues.push(issue);
    }
  }

  /** INSERT … SELECT, UPDATE, DELETE, COPY … FROM stdin. */
  #readOther(statement: ScriptStatement, start: number): void {
    const at = this.#at(start);
    // Settings of the source's session and ends of its transactions: the target has its own.
    if (/^(SET|COMMIT)$/.test(statement.head[0]?.value ?? "")) return;
    if (isWord(statement.head[0], "COPY")) {
      const rows = copyRows(
        statement.text,
        this.#context.sourceType,
        this.#columns,
        this.#facts.classes,
      );
      if (!rows) throw this.#fail(start, statement.text.slice(0, 40), "this form of COPY");
      const list = rows.columns.map(quoteName).join(", ");
      const head = `INSERT INTO ${fullName(this.#context.names, this.#target)} (${list}) VALUES`;
      for (const row of rows.rows) {
        const place = this.#at(start + row.offset);
        if (row.values !== rows.columns.length) {
          throw new Untranslatable(
            makeIssue("DWM-DAT-002", place, { found: row.values, expected: rows.columns.length }),
          );
        }
        this.#batches.add(head, row.sql, place);
      }
      return;
    }
    const cursor = new Cursor(statement.text, this.#context.sourceType);
    const tx = new Tx(cursor, this.#context, new Diagnostics((offset) => this.#at(start + offset)));
    for (const sql of translateDml(tx, this.#columns)) this.#batches.addStatement(sql, at);
    this.#note(tx);
  }
}

/** The first item of an iteration, as a list of one or none. */
function take<T>(items: Iterable<T>): T[] {
  for (const item of items) return [item];
  return [];
}
