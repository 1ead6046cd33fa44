import { isWord, type Token } from "../sql/token.ts";

/** Words that begin a T-SQL statement. WITH is none of them: a semicolon has to stand before it. */
const STARTERS = new Set(
  (
    "INSERT UPDATE DELETE MERGE SELECT CREATE ALTER DROP TRUNCATE SET USE EXEC EXECUTE PRINT IF WHILE GRANT DENY REVOKE " +
    "DECLARE BEGIN COMMIT ROLLBACK RAISERROR THROW RETURN DBCC BACKUP RESTORE WAITFOR BULK CHECKPOINT OPEN FETCH CLOSE " +
    "DEALLOCATE REVERT RECONFIGURE KILL"
  ).split(" "),
);
/** Of these, the ones that also begin a statement in the middle of a line, behind a closing parenthesis. */
const SAME_LINE = new Set(["INSERT", "CREATE", "PRINT", "DECLARE", "EXEC", "EXECUTE"]);
/** Words that cannot end a statement: what follows belongs to it. */
const CONTINUERS = new Set(
  (
    "AS ON FOR AND OR NOT SELECT FROM INTO WITH UNION EXCEPT INTERSECT THEN ELSE IF WHILE WHERE BY SET IN LIKE BETWEEN " +
    "VALUES JOIN APPLY USING HAVING TOP DISTINCT GRANT DENY REVOKE ADD ALTER CREATE DROP INSERT UPDATE DELETE MERGE " +
    "TABLE AFTER OF INSTEAD VIEW INDEX OUTPUT EXISTS IS TO"
  ).split(" "),
);
const QUERY_VERBS = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"]);

/** Finds where a T-SQL statement without a semicolon ends: where the next one's verb stands, mostly on a new line. */
export class TsqlBoundary {
  #verb = "";
  #sinceVerb = 0;
  #parens = 0;
  /** The condition of an IF or WHILE is read, its statement is still to come. */
  #awaiting = false;
  /** INSERT: its VALUES, SELECT or EXEC was met. UPDATE: its SET. CREATE: its AS. */
  #sourceSeen = false;
  /** ALTER TABLE: nothing but the name was met. */
  #nameOnly = false;
  #beforePrevious: Token | undefined;

  /** True when `token` begins a new statement. */
  startsNew(token: Token, previous: Token | undefined, text: string, blocks: number): boolean {
    if (this.#parens > 0 || blocks > 0 || this.#awaiting || !previous) return false;
    if (!STARTERS.has(token.value)) return false;
    if (previous.text === ";") return true;
    const newLine = /[\r\n]/.test(text.slice(previous.end, token.start));
    const closing = previous.text === ")";
    if (!newLine && !(closing && SAME_LINE.has(token.value))) return false;
    if (previous.kind === "symbol" && !closing) return false;
    if (this.#continues(previous)) return false;
    return !this.#belongs(token.value);
  }

  #continues(previous: Token): boolean {
    if (previous.kind !== "word") return false;
    if (previous.value === "ALL") return isWord(this.#beforePrevious, "UNION");
    if (this.#verb === "SET" && (previous.value === "ON" || this.#sinceVerb > 2)) return false;
    if (this.#verb === "USE") return false;
    return CONTINUERS.has(previous.value);
  }

  /** True when a verb is a part of the statement that is being read. */
  #belongs(word: string): boolean {
    const verb = this.#verb;
    if (verb === "WITH") return QUERY_VERBS.has(word);
    if (verb === "INSERT") {
      return !this.#sourceSeen && (word === "SELECT" || word === "EXEC" || word === "EXECUTE");
    }
    if (verb === "UPDATE") return word === "SET" && !this.#sourceSeen;
    if (verb === "CREATE") return word === "SELECT" && this.#sourceSeen;
    if (verb === "ALTER") return this.#nameOnly && /^(DROP|ALTER|SET)$/.test(word);
    if (word === "FETCH") return verb === "SELECT";
    return false;
  }

  /** Takes the next token of the statement. */
  add(token: Token, previous: Token | undefined, blocks: number): void {
    this.#beforePrevious = previous;
    if (token.kind === "symbol") {
      if (token.text === "(") this.#parens++;
      else if (token.text === ")" && this.#parens > 0) this.#parens--;
      else if (token.text === ";") this.#parens = 0;
    }
    if (this.#parens === 0) this.#follow(token, previous, blocks);
    this.#sinceVerb++;
  }

  #follow(token: Token, previous: Token | undefined, blocks: number): void {
    const word = token.kind === "word" ? token.value : "";
    if (this.#verb === "" || (this.#awaiting && STARTERS.has(word))) this.#begin(word);
    else if (word === "ELSE") this.#awaiting = blocks === 0;
    else if (this.#verb === "WITH" && QUERY_VERBS.has(word)) this.#begin(word);
    else if (this.#verb === "INSERT") {
      if (/^(VALUES|SELECT|EXEC|EXECUTE|DEFAULT)$/.test(word)) this.#sourceSeen = true;
    } else if (this.#verb === "UPDATE") {
      if (word === "SET") this.#sourceSeen = true;
    } else if (this.#verb === "CREATE") {
      if (word === "AS") this.#sourceSeen = true;
    } else if (this.#verb === "ALTER" && this.#sinceVerb > 2) {
      // Behind the second token stands the name: parts with dots between them.
      const dotted = token.text === "." || previous?.text === ".";
      if (!dotted && !/^(DATABASE|SET)$/.test(word)) this.#nameOnly = false;
    }
  }

  #begin(word: string): void {
    this.#verb = word || "?";
    this.#sinceVerb = 0;
    this.#sourceSeen = false;
    this.#nameOnly = word === "ALTER";
    this.#awaiting = word === "IF" || word === "WHILE";
  }
}
