import type { DataRange, SourcePosition } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { makeIssue } from "../issueCodes.ts";
import { Tx } from "../query/tx.ts";
import type { TranslateContext, TranslatedData } from "../types.ts";
import type { SourceText } from "./fileCache.ts";

/** So many issues of a range are kept. */
const MOST_ISSUES = 100;

/** The text of one range of data statements, and what there is to say about it. Offsets are those in the range. */
export class RangeText {
  readonly issues: TranslatedData["issues"] = [];
  readonly context: TranslateContext;
  readonly text: string;
  readonly #source: SourceText;
  readonly #range: DataRange;

  constructor(source: SourceText, range: DataRange, context: TranslateContext) {
    this.context = context;
    this.text = source.text.slice(range.start, range.end);
    this.#source = source;
    this.#range = range;
  }

  at(offset: number): SourcePosition {
    const { line, column } = this.#source.lines.at(this.#range.start + offset);
    return { file: this.#range.file, line, column };
  }

  fail(offset: number, near: string, reason: string): Untranslatable {
    return new Untranslatable(makeIssue("DWM-DAT-001", this.at(offset), { near, reason }));
  }

  /** Has SQL that begins at `start` translated in the query path, and keeps what that notes. */
  translated<T>(sql: string, start: number, translate: (tx: Tx) => T): T {
    const cursor = new Cursor(sql, this.context.sourceType);
    const tx = new Tx(cursor, this.context, new Diagnostics((offset) => this.at(start + offset)));
    const result = translate(tx);
    this.issues.push(...tx.diagnostics.issues.slice(0, MOST_ISSUES - this.issues.length));
    return result;
  }
}
