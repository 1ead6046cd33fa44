import { isSymbol, isWord } from "../../../sql/token.ts";
import { keepComments } from "../comments.ts";
import type { RoutineKit } from "../kit.ts";
import type { Branch, Statement } from "../model.ts";

/**
 * Reads statements that end with semicolons and blocks that end with END IF, END LOOP …: what the scripting languages of
 * Snowflake and BigQuery have in common. What differs is the dialect's subclass.
 */
export abstract class ScriptBody {
  readonly kit: RoutineKit;

  constructor(kit: RoutineKit) {
    this.kit = kit;
  }

  /** Reads one statement that is none of the common ones; `end` is where its semicolon stands. */
  protected abstract simple(end: number): Statement[];

  /** Reads a block: BEGIN … END with declarations and handlers. */
  protected abstract block(): Statement[];

  /** Reads FOR … END FOR. */
  protected abstract forLoop(): Statement[];

  /** Words with which a loop's statements begin (DO, LOOP). */
  protected readonly loopWords: readonly string[] = ["DO"];
  /** Words that leave a loop, and that go on with its next round. */
  protected readonly leaveWords: readonly string[] = ["BREAK", "LEAVE"];
  protected readonly iterateWords: readonly string[] = ["CONTINUE", "ITERATE"];

  /** Reads statements up to one of the words, or the end. */
  list(...ends: string[]): Statement[] {
    const { cursor } = this.kit;
    const statements: Statement[] = [];
    for (;;) {
      while (cursor.acceptSymbol(";"));
      if (cursor.done || ends.some((word) => cursor.isWords(word))) return statements;
      const before = cursor.at;
      const made = this.statement();
      keepComments(cursor, before, statements, made);
      statements.push(...made);
      if (cursor.at === before) cursor.next();
    }
  }

  statement(): Statement[] {
    const { cursor } = this.kit;
    const token = cursor.peek();
    const word = token?.kind === "word" ? token.value : "";
    if (isSymbol(cursor.peek(1), ":") && this.labelled()) return this.#labelled();
    switch (word) {
      case "IF":
        return this.#if();
      case "CASE":
        return this.#case();
      case "WHILE":
        return this.#while();
      case "LOOP":
        return this.#loop();
      case "REPEAT":
        return this.#repeat();
      case "FOR":
        return this.forLoop();
      case "BEGIN":
      case "DECLARE":
        if (this.startsBlock()) return this.kit.variables.scoped(() => this.block());
        break;
      default:
        break;
    }
    const end = this.simpleEnd();
    return this.kit.attempt(end, () => {
      const read = this.#jump(word) ?? this.simple(end);
      if (cursor.at !== end) throw this.kit.tx.unreadable("not expected here");
      return read;
    });
  }

  /** True when BEGIN or DECLARE at the cursor opens a block. */
  protected startsBlock(): boolean {
    const next = this.kit.cursor.peek(1)?.value ?? "";
    return !/^(TRANSACTION|WORK|NAME)$/.test(next) && !isSymbol(this.kit.cursor.peek(1), ";");
  }

  /** True when the dialect has `label: LOOP …`. */
  protected labelled(): boolean {
    return false;
  }

  /** Index of the semicolon that ends the statement at the cursor. */
  protected simpleEnd(): number {
    const { cursor } = this.kit;
    let depth = 0;
    for (let index = cursor.at; index < cursor.end; index++) {
      const token = cursor.tokens[index];
      if (token?.kind !== "symbol") continue;
      if (token.text === "(" || token.text === "[") depth++;
      else if (token.text === ")" || token.text === "]") depth--;
      else if (token.text === ";" && depth <= 0) return index;
    }
    return cursor.end;
  }

  /** Index of the first of the words outside of brackets and CASE. */
  protected wordEnd(...words: string[]): number {
    const { cursor } = this.kit;
    let depth = 0;
    for (let index = cursor.at; index < cursor.end; index++) {
      const token = cursor.tokens[index];
      if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
      if (token?.kind !== "word") continue;
      if (depth === 0 && words.includes(token.value)) return index;
      if (token.value === "CASE") depth++;
      else if (token.value === "END") depth--;
    }
    return cursor.end;
  }

  /** Steps over END IF and the like; says when it is not there. */
  protected close(...words: string[]): void {
    const { kit } = this;
    if (kit.cursor.accept(...words)) return;
    const reason = `${words.join(" ")} expected`;
    kit.note("DWM-PRC-004", { near: kit.cursor.near(), reason });
    while (!kit.cursor.done && !kit.cursor.isSymbol(";")) kit.cursor.next();
  }

  /** The condition up to the index; one that cannot be translated takes its statement with it. */
  protected condition(end: number): { sql: string; failed?: string } {
    let sql = "";
    const [failed] = this.kit.attempt(end, () => {
      sql = this.kit.expressionTo(end).sql;
      return [];
    });
    return failed?.is === "unsupported" ? { sql, failed: failed.reason } : { sql };
  }

  /** What was read from `start` on as a statement, or as it is written when a part of it failed. */
  protected whole(start: number, failed: string | undefined, made: Statement): Statement[] {
    const { cursor } = this.kit;
    if (failed === undefined) return [made];
    return [{ is: "unsupported", source: cursor.textBetween(start, cursor.at), reason: failed }];
  }

  /** A loop's name behind its END, where the dialect writes it there. */
  protected endLabel(): { label?: string } {
    const { cursor } = this.kit;
    if (isSymbol(cursor.peek(), ";")) return {};
    const label = cursor.identifier();
    return label === undefined ? {} : { label };
  }

  #jump(word: string): Statement[] | undefined {
    const { cursor } = this.kit;
    const leaves = this.leaveWords.includes(word);
    if (!leaves && !this.iterateWords.includes(word)) return undefined;
    cursor.next();
    const label = cursor.isSymbol(";") || cursor.done ? undefined : cursor.identifier();
    return [{ is: leaves ? "leave" : "iterate", ...(label === undefined ? {} : { label }) }];
  }

  #if(): Statement[] {
    const { cursor } = this.kit;
    const start = cursor.at;
    const branches: Branch[] = [];
    let otherwise: Statement[] | undefined;
    let failed: string | undefined;
    do {
      cursor.next();
      const condition = this.condition(this.wordEnd("THEN"));
      failed ??= condition.failed;
      this.close("THEN");
      branches.push({
        condition: condition.sql,
        body: this.list("ELSEIF", "ELSIF", "ELSE", "END"),
      });
    } while (cursor.isWords("ELSEIF") || cursor.isWords("ELSIF"));
    if (cursor.accept("ELSE")) otherwise = this.list("END");
    this.close("END", "IF");
    return this.whole(start, failed, { is: "if", branches, ...(otherwise ? { otherwise } : {}) });
  }

  #case(): Statement[] {
    const { cursor } = this.kit;
    const start = cursor.at;
    cursor.next();
    let failed: string | undefined;
    let subject: string | undefined;
    if (!cursor.isWords("WHEN")) {
      const read = this.condition(this.wordEnd("WHEN"));
      failed = read.failed;
      subject = read.sql;
    }
    const branches: Branch[] = [];
    while (cursor.accept("WHEN")) {
      const condition = this.condition(this.wordEnd("THEN"));
      failed ??= condition.failed;
      this.close("THEN");
      branches.push({ condition: condition.sql, body: this.list("WHEN", "ELSE", "END") });
    }
    const otherwise = cursor.accept("ELSE") ? this.list("END") : undefined;
    this.close("END");
    cursor.accept("CASE");
    return this.whole(start, failed, {
      is: "case",
      ...(subject === undefined ? {} : { subject }),
      branches,
      ...(otherwise ? { otherwise } : {}),
    });
  }

  #while(): Statement[] {
    const { cursor } = this.kit;
    const start = cursor.at;
    cursor.next();
    const condition = this.condition(this.wordEnd(...this.loopWords));
    if (!this.loopWords.some((word) => cursor.accept(word))) this.close(this.loopWords[0] ?? "DO");
    const body = this.list("END");
    cursor.accept("END");
    if (!cursor.accept("WHILE") && !cursor.accept("LOOP")) this.close("WHILE");
    return this.whole(start, condition.failed, {
      is: "while",
      condition: condition.sql,
      body,
      ...this.endLabel(),
    });
  }

  #loop(): Statement[] {
    const { cursor } = this.kit;
    cursor.next();
    const body = this.list("END");
    this.close("END", "LOOP");
    return [{ is: "loop", body, ...this.endLabel() }];
  }

  #repeat(): Statement[] {
    const { cursor } = this.kit;
    const start = cursor.at;
    cursor.next();
    const body = this.list("UNTIL");
    this.close("UNTIL");
    const until = this.condition(this.wordEnd("END"));
    this.close("END", "REPEAT");
    return this.whole(start, until.failed, {
      is: "repeat",
      until: until.sql,
      body,
      ...this.endLabel(),
    });
  }

  #labelled(): Statement[] {
    const { cursor } = this.kit;
    const label = cursor.identifier() ?? "";
    cursor.next();
    const [first, ...rest] = this.statement();
    if (!first) return rest;
    // The same name may stand behind the END.
    if (isWord(cursor.peek(), label.toUpperCase())) cursor.next();
    const takes =
      first.is === "block" ||
      first.is === "loop" ||
      first.is === "while" ||
      first.is === "repeat" ||
      first.is === "forQuery" ||
      first.is === "forRange";
    return [takes ? { ...first, label } : first, ...rest];
  }
}
