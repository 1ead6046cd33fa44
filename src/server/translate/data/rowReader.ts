import type { Lexer } from "../../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../../sql/token.ts";
import { Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import { isAmbiguousDate } from "../literals.ts";
import { isDated } from "../query/expr.ts";
import { readWhole } from "../query/expression/expression.ts";
import type { TypeClass } from "../types/spec.ts";
import type { RangeText } from "./rangeText.ts";
import type { TableFacts } from "./tableFacts.ts";
import { readLiteral, simpleValue, simpleValuePattern } from "./value.ts";

/** Reads rows of values for a table's columns. */
export class RowReader {
  readonly #range: RangeText;
  readonly #columns: readonly string[];
  readonly #facts: TableFacts;
  readonly #simple = simpleValuePattern();
  #datesNoted = false;

  constructor(range: RangeText, columns: readonly string[], facts: TableFacts) {
    this.#range = range;
    this.#columns = columns;
    this.#facts = facts;
  }

  /** Reads the values of a row behind its bracket. */
  read(
    lexer: Lexer,
    named: readonly string[] | undefined,
    offset: number,
  ): { sql: string; columns: string[] } {
    const values: string[] = [];
    const start = lexer.position;
    let columns = named ?? this.#columns;
    for (let index = 0; ; index++) {
      const typeClass = this.#classOf(columns[index]);
      this.#simple.lastIndex = lexer.position;
      const found = this.#simple.exec(this.#range.text);
      const simple = found && simpleValue(found, typeClass, this.#range.context.sourceType);
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
      // Teradata's `(1, , 3)`: the column's default, NULL where it has none.
      const left =
        this.#range.context.sourceType === "teradata" &&
        (isSymbol(token, ",") || isSymbol(token, ")"));
      const { value, next } = left
        ? { value: "DEFAULT", next: token }
        : this.#readValue(lexer, token, typeClass);
      values.push(value);
      if (isSymbol(next, ")")) break;
      if (!isSymbol(next, ","))
        throw this.#range.fail(next?.start ?? offset, next?.text ?? "the end", "a comma expected");
    }
    if (values.length !== columns.length) {
      const rest = named ? undefined : this.#withoutIdentities(values.length);
      if (!rest) {
        throw new Untranslatable(
          makeIssue("DWM-DAT-002", this.#range.at(offset), {
            found: values.length,
            expected: columns.length,
          }),
        );
      }
      // The values were read for other columns' types: read them again.
      columns = rest;
      lexer.position = start;
      return this.read(lexer, rest, offset);
    }
    return { sql: `(${values.join(", ")})`, columns: [...columns] };
  }

  /** T-SQL's INSERT without a column list leaves identity columns out. */
  #withoutIdentities(count: number): string[] | undefined {
    if (this.#range.context.sourceType !== "tsql") return undefined;
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
    const literal = readLiteral(lexer, token, typeClass, this.#range.context.sourceType);
    if (literal && (isSymbol(literal.next, ",") || isSymbol(literal.next, ")"))) {
      return { value: literal.sql, next: literal.next };
    }
    // Not a plain literal: the value's tokens go through the query path.
    lexer.position = start;
    const next = this.#behindValue(lexer);
    const end = next?.start ?? this.#range.text.length;
    const value = this.#range.translated(this.#range.text.slice(start, end), start, readWhole);
    let { sql } = value;
    if (typeClass === "bool" && value.type !== "bool" && value.type !== "null") {
      if (this.#range.context.sourceType === "mysql" && value.number !== undefined)
        throw new Untranslatable(
          makeIssue("DWM-DAT-005", this.#range.at(start), { value: value.number }),
        );
      sql = `CAST(${sql} AS BOOLEAN)`;
    }
    if (typeClass === "binary" && value.literal?.includes("\\"))
      throw this.#range.fail(
        start,
        value.literal.slice(0, 40),
        "bytes in PostgreSQL's escape format",
      );
    // A fraction in a column of whole numbers is cut there; DuckDB rounds.
    const cuts = /^(tsql|teradata)$/.test(this.#range.context.sourceType);
    if (cuts && typeClass === "int" && (value.type === "decimal" || value.type === "float"))
      sql = `trunc(${sql})`;
    return { value: sql, next };
  }

  /** The comma or bracket behind a value; those of arrays and of types (`STRUCT<a INT64, b STRING>`) are its own. */
  #behindValue(lexer: Lexer): Token | undefined {
    let depth = 0;
    let angles = 0;
    let before: Token | undefined;
    for (let next = lexer.next(); next; before = next, next = lexer.next()) {
      if (next.kind === "unterminated")
        throw this.#range.fail(next.start, next.text.slice(0, 40), "not closed");
      if (next.kind !== "symbol") continue;
      const { text } = next;
      if (text === "<" && (angles > 0 || isWord(before, "STRUCT") || isWord(before, "ARRAY")))
        angles++;
      else if (text === ">" && angles > 0) angles--;
      else if (depth === 0 && (text === ")" || (text === "," && angles === 0))) return next;
      else if (text === "(" || text === "[") depth++;
      else if (text === ")" || text === "]") depth--;
    }
    return undefined;
  }

  /** Says once that the order of a date's parts is a setting of the source's session. */
  #noteDateOrder(text: string, offset: number): void {
    if (this.#datesNoted || this.#range.context.sourceType !== "tsql" || !isAmbiguousDate(text))
      return;
    this.#datesNoted = true;
    const what = `${text} is read with the month first, as SQL Server does under us_english`;
    this.#range.issues.push(makeIssue("DWM-QRY-006", this.#range.at(offset), { what }));
  }
}
