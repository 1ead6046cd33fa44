import type { SourceType } from "../../protocol/dialect.ts";
import type { Token } from "../sql/token.ts";

/** Words behind which a procedural statement begins. */
const BEFORE_STATEMENT = new Set([
  "THEN",
  "ELSE",
  "DO",
  "BEGIN",
  "LOOP",
  "REPEAT",
  "ROW",
  "AS",
  "IS",
]);
const CONTROL = new Set(["IF", "WHILE", "LOOP", "FOR", "REPEAT"]);
/** What follows BEGIN when it opens a transaction and no block. */
const TRANSACTION = new Set(
  "TRAN TRANSACTION WORK DISTRIBUTED CONVERSATION DIALOG ISOLATION READ NAME DEFERRABLE".split(" "),
);
/** Which open blocks an END with a word behind it closes; Oracle and Snowflake end FOR and WHILE with END LOOP. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  IF: ["IF"],
  CASE: ["CASE"],
  LOOP: ["LOOP", "FOR", "WHILE"],
  FOR: ["FOR"],
  WHILE: ["WHILE"],
  REPEAT: ["REPEAT"],
};
const BLOCKS: readonly string[] = ["BEGIN", "CASE", "UNIT"];

/**
 * Follows open blocks: BEGIN, CASE, and IF, WHILE, LOOP, FOR, REPEAT where a statement can begin, against END. An Oracle
 * package or compound trigger is a block of its own.
 */
export class BlockDepth {
  readonly #dialect: SourceType;
  readonly #open: string[] = [];
  /** An END was met; what it closes depends on the word behind it. */
  #ending = false;
  /** Snowflake: a DECLARE section is open, its BEGIN opens nothing more. */
  #declaring = false;
  /** Oracle: in a package, object type body or compound trigger, whose END has no BEGIN. */
  #unit = false;
  /** Oracle: routines in such a unit whose BEGIN is still to come. */
  #routines = 0;
  #routineHead = false;
  #first = true;
  /** True from an END that closed the outermost block until something other than a name follows it. */
  closed = false;

  constructor(dialect: SourceType) {
    this.#dialect = dialect;
  }

  get depth(): number {
    return this.#open.length;
  }

  /** True when a semicolon here stands outside all blocks. */
  closedAtSemicolon(previous: Token | undefined): boolean {
    this.#settle("");
    if (previous?.kind === "word" && previous.value === "BEGIN") return this.depth <= 1;
    return this.depth === 0;
  }

  /** Takes the next token of the statement. */
  add(token: Token, previous: Token | undefined): void {
    const before = previous?.kind === "word" ? previous.value : (previous?.text ?? "");
    const word = token.kind === "word" && before !== "." && before !== "@" ? token.value : "";
    const first = this.#first;
    this.#first = false;
    if (this.#ending) {
      this.#settle(word);
      return;
    }
    if (token.text === ";") {
      if (before === "BEGIN") this.#open.pop();
      this.#routineHead = false;
    } else if (word === "END") {
      this.#ending = true;
      if (this.#dialect === "tsql") this.#settle("");
    } else {
      if (before !== "END" && token.kind !== "quoted") this.closed = false;
      if (before === "BEGIN" && this.#beginsTransaction(word)) this.#open.pop();
      else if (word) this.#enter(word, before, first);
    }
  }

  #settle(word: string): void {
    if (!this.#ending) return;
    this.#ending = false;
    // END TRANSACTION ends no block.
    if (this.#dialect !== "tsql" && /^(TRAN|TRANSACTION)$/.test(word)) return;
    const named = this.#dialect === "tsql" ? undefined : ENDS[word];
    const at = this.#open.findLastIndex((kind) => (named ?? BLOCKS).includes(kind));
    if (at < 0) return;
    this.#open.length = at;
    this.closed = at === 0;
  }

  #beginsTransaction(word: string): boolean {
    if (TRANSACTION.has(word)) return true;
    // In a Postgres function only BEGIN ATOMIC opens a block; every other body stands in a string.
    return this.#dialect === "postgres" && word !== "ATOMIC";
  }

  #enter(word: string, before: string, first: boolean): void {
    if (this.#dialect === "oracle") this.#followUnit(word, before);
    if (word === "BEGIN") this.#begin();
    else if (word === "CASE") this.#open.push("CASE");
    else if (word === "DECLARE") {
      if (this.#dialect !== "snowflake" || !(first || before === "AS")) return;
      this.#open.push("BEGIN");
      this.#declaring = true;
    } else if (CONTROL.has(word) && this.#dialect !== "tsql") {
      const begins = first || before === ";" || before === ":" || before === ">";
      if (begins || BEFORE_STATEMENT.has(before)) this.#open.push(word);
    }
  }

  #begin(): void {
    if (this.#declaring) {
      this.#declaring = false;
      return;
    }
    const initialises = this.#unit && this.depth === 1 && this.#routines === 0;
    if (!initialises) this.#open.push("BEGIN");
    if (this.#routines > 0) this.#routines--;
  }

  #followUnit(word: string, before: string): void {
    const opens =
      word === "PACKAGE" ||
      (word === "TRIGGER" && before === "COMPOUND") ||
      (word === "BODY" && before === "TYPE");
    if (opens && !this.#unit) {
      this.#unit = true;
      this.#open.push("UNIT");
    } else if (this.#unit && (word === "PROCEDURE" || word === "FUNCTION")) {
      this.#routineHead = true;
    } else if (this.#routineHead && (word === "IS" || word === "AS")) {
      this.#routineHead = false;
      this.#routines++;
    }
  }
}
