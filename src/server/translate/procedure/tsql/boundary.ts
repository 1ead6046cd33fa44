import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";

/** Words that begin a statement; all but THROW and SAVE are reserved, so that they name nothing without brackets. */
const STARTERS: ReadonlySet<string> = new Set(
  (
    "SELECT INSERT UPDATE DELETE MERGE CREATE ALTER DROP TRUNCATE SET USE EXEC EXECUTE PRINT IF WHILE GRANT DENY REVOKE " +
    "DECLARE BEGIN COMMIT ROLLBACK SAVE RAISERROR THROW RETURN DBCC BACKUP RESTORE WAITFOR BULK CHECKPOINT OPEN FETCH " +
    "CLOSE DEALLOCATE REVERT RECONFIGURE KILL GOTO BREAK CONTINUE END ELSE"
  ).split(" "),
);

/** True when a label (`again:`) stands at the index. */
export function isLabel(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.kind === "word" && isSymbol(tokens[index + 1], ":");
}

/**
 * Index of the first token behind the statement at the cursor. T-SQL needs no semicolons: a statement ends where the next
 * one's word stands, outside of brackets and of CASE, unless that word belongs to the statement.
 */
export function statementEnd(cursor: Cursor): number {
  const { tokens, end } = cursor;
  const scan = new Scan(tokens, cursor.at);
  for (let index = cursor.at + 1; index < end; index++) {
    if (isSymbol(tokens[index], ";") && scan.outside) return index;
    if (scan.endsAt(index)) return index;
  }
  return end;
}

/** Index of the first token behind the condition of IF or WHILE at the cursor. */
export function conditionEnd(cursor: Cursor): number {
  const { tokens, end } = cursor;
  const scan = new Scan(tokens, cursor.at - 1);
  for (let index = cursor.at; index < end; index++) if (scan.endsAt(index)) return index;
  return end;
}

class Scan {
  readonly #tokens: readonly Token[];
  #verb: string;
  #brackets = 0;
  #cases = 0;
  /** INSERT: its source was met. UPDATE: its SET. GRANT: its ON or TO. ALTER: what it does. */
  #settled = false;

  constructor(tokens: readonly Token[], at: number) {
    this.#tokens = tokens;
    this.#verb = tokens[at]?.value ?? "";
  }

  get outside(): boolean {
    return this.#brackets === 0 && this.#cases === 0;
  }

  /** Takes the token; true when a new statement begins with it. */
  endsAt(index: number): boolean {
    const token = this.#tokens[index];
    if (!token) return true;
    if (token.kind === "symbol") {
      if (token.text === "(") this.#brackets++;
      else if (token.text === ")") this.#brackets--;
      return false;
    }
    if (token.kind !== "word" || this.#brackets > 0) return false;
    if (token.value === "CASE") this.#cases++;
    else if (this.#cases > 0) {
      if (token.value === "END") this.#cases--;
      return false;
    }
    if (isLabel(this.#tokens, index)) return true;
    if (STARTERS.has(token.value) && !this.#belongs(index, token.value)) return true;
    this.#follow(token.value);
    return false;
  }

  #belongs(index: number, word: string): boolean {
    const previous = this.#tokens[index - 1];
    const next = this.#tokens[index + 1];
    const behind = (...words: string[]) => words.some((each) => isWord(previous, each));
    switch (word) {
      case "SELECT":
        if (behind("UNION", "EXCEPT", "INTERSECT", "ALL", "FOR", "AS")) return true;
        break;
      case "UPDATE":
        if (isSymbol(next, "(") || behind("FOR", "ON", "THEN")) return true;
        break;
      case "DELETE":
      case "INSERT":
        if (behind("ON", "THEN")) return true;
        break;
      case "SET":
        if (behind("UPDATE", "DELETE")) return true;
        break;
      case "MERGE":
        if (isWord(next, "JOIN")) return true;
        break;
      case "FETCH":
        if (behind("ROWS", "ROW")) return true;
        break;
      case "IF":
        if (this.#verb === "DROP" || (this.#verb === "ALTER" && behind("COLUMN", "CONSTRAINT")))
          return true;
        break;
      case "THROW":
        return !(
          next === undefined ||
          next.kind === "number" ||
          next.text.startsWith("@") ||
          isSymbol(next, ";") ||
          isWord(next, "END")
        );
      case "SAVE":
        return !isWord(next, "TRAN") && !isWord(next, "TRANSACTION");
      default:
        break;
    }
    if (this.#settled) return false;
    switch (this.#verb) {
      case "WITH":
        return /^(SELECT|INSERT|UPDATE|DELETE|MERGE)$/.test(word);
      case "INSERT":
        return /^(SELECT|EXEC|EXECUTE)$/.test(word);
      case "UPDATE":
        return word === "SET";
      case "GRANT":
      case "DENY":
      case "REVOKE":
        return true;
      case "ALTER":
        return /^(ALTER|DROP|SET)$/.test(word);
      default:
        return false;
    }
  }

  #follow(word: string): void {
    if (this.#verb === "WITH" && /^(SELECT|INSERT|UPDATE|DELETE|MERGE)$/.test(word)) {
      this.#verb = word;
      this.#settled = false;
    } else if (this.#verb === "INSERT" && /^(SELECT|EXEC|EXECUTE|VALUES|DEFAULT)$/.test(word))
      this.#settled = true;
    else if (this.#verb === "UPDATE" && word === "SET") this.#settled = true;
    else if (/^(GRANT|DENY|REVOKE)$/.test(this.#verb) && /^(ON|TO|FROM)$/.test(word))
      this.#settled = true;
    else if (
      this.#verb === "ALTER" &&
      /^(ALTER|DROP|SET|ADD|ENABLE|DISABLE|CHECK|NOCHECK)$/.test(word)
    )
      this.#settled = true;
  }
}
