import type { SourceType } from "../../protocol/dialect.ts";
import { tokenize } from "../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { classifyAlter } from "./classifyAlter.ts";
import { classifyCreate } from "./classifyCreate.ts";
import { classifyData, DATA_VERBS, skipParens } from "./classifyData.ts";
import { classifyExec } from "./classifyExec.ts";
import { otherLeftOut } from "./leftOutRules.ts";
import { type NameParts, readName } from "./names.ts";
import { scheduling } from "./scheduling.ts";
import { meaningfulSetting } from "./sessionSettings.ts";
import type { ScriptStatement } from "./split.ts";
import { type Classified, leftOut } from "./statement.ts";

/** What a statement of a script is to a migration. */
export function classify(statement: ScriptStatement, dialect: SourceType): Classified {
  let tokens: readonly Token[] | undefined;
  const all = (): readonly Token[] => {
    tokens ??= tokenize(statement.text, dialect);
    return tokens;
  };
  const { head } = statement;
  const first = head[0]?.kind === "word" ? head[0].value : "";
  if (first === "CREATE") {
    const created = classifyCreate(all(), dialect);
    return created.is === "leftOut" && created.kind === "CREATE SCHEMA" && dialect === "snowflake"
      ? { is: "context", kind: created.kind, schema: createdSchema(all()) }
      : created;
  }
  if ((first === "REPLACE" || first === "CT") && dialect === "teradata")
    return classifyCreate(all(), dialect);
  if (first === "ALTER") {
    const session = isWord(head[1], "SESSION");
    return (
      sessionSchema(all(), dialect) ??
      (session ? meaningfulSetting("ALTER SESSION", all(), dialect) : undefined) ??
      classifyAlter(all(), dialect)
    );
  }
  if (dialect === "teradata" && (first === "LOCKING" || first === "LOCK"))
    return classifyLocking(all());
  if (DATA_VERBS.has(first)) {
    const verbOnly = dialect !== "teradata" && /^(INS|UPD|DEL|UPSERT)$/.test(first);
    const statistics = first === "UPDATE" && isWord(head[1], "STATISTICS");
    if (statistics)
      return leftOut("UPDATE STATISTICS", "maintenance", false, "It changes speed only.");
    if (!verbOnly) return classifyData(head, statement.selects, dialect, all);
  }
  if (first === "WITH") return classifyWith(all(), dialect);
  if (first === "COMMENT") return classifyComment(all(), dialect);
  if (first === "DROP") return classifyDrop(all(), dialect);
  if (first === "EXEC" || first === "EXECUTE") return classifyExec(all(), dialect);
  if (first === "USE" || first === "SET" || first === "DATABASE")
    return (
      (first === "SET" ? meaningfulSetting(first, all(), dialect) : undefined) ??
      classifySession(head, dialect)
    );
  if (first === "SELECT") return classifyQuery(all());
  if (first === "BEGIN" || first === "DECLARE") return classifyBlock(all(), first);
  if (head.length === 0) return leftOut("?", "client_command", false, "Nothing but comments.");
  if (first === "CALL") {
    const known = scheduling(head);
    if (known) return leftOut("CALL", ...known);
  }
  return otherLeftOut(first);
}

function createdSchema(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex((token) => isWord(token, "SCHEMA")) + 1;
  const skip = isWord(tokens[at], "IF") ? 3 : 0;
  return readName(tokens, at + skip, "snowflake")?.parts.at(-1) ?? null;
}

/** Oracle's ALTER SESSION SET CURRENT_SCHEMA = x. */
function sessionSchema(tokens: readonly Token[], dialect: SourceType): Classified | undefined {
  if (dialect !== "oracle" || !isWord(tokens[3], "CURRENT_SCHEMA")) return undefined;
  const schema = readName(tokens, 5, dialect)?.parts.at(-1) ?? null;
  return { is: "context", kind: "ALTER SESSION", schema };
}

function classifySession(head: readonly Token[], dialect: SourceType): Classified {
  const kind = head[0]?.value ?? "SET";
  const second = head[1]?.kind === "word" ? head[1].value : "";
  const at = (index: number): string | null => readName(head, index, dialect)?.parts.at(-1) ?? null;
  const assigned = isSymbol(head[2], "=") || isWord(head[2], "TO") ? 3 : 2;
  if (kind === "DATABASE") return { is: "context", kind, schema: at(1) };
  if (kind === "SET" && second === "SEARCH_PATH") {
    const literal = head[assigned];
    const quoted = literal?.kind === "string" ? literal.text.slice(1, -1) : at(assigned);
    return { is: "context", kind, schema: quoted || null };
  }
  if (kind === "USE" && dialect === "mysql") return { is: "context", kind, schema: at(1) };
  if (kind === "USE" && dialect === "snowflake") {
    if (second === "SCHEMA") return { is: "context", kind, schema: at(2) };
    if (second === "DATABASE") return { is: "context", kind, schema: null };
    if (!/^(ROLE|WAREHOUSE|SECONDARY)$/.test(second)) {
      const name = readName(head, 1, dialect)?.parts ?? [];
      return { is: "context", kind, schema: name.length > 1 ? (name.at(-1) ?? null) : null };
    }
  }
  // Snowflake's settings are changed by ALTER SESSION.
  if (kind === "SET" && dialect === "snowflake")
    return leftOut(kind, "variable", false, "A variable of the session.");
  return otherLeftOut(kind);
}

/** A statement that begins with common table expressions: its verb stands behind them. */
function classifyWith(tokens: readonly Token[], dialect: SourceType): Classified {
  for (let at = 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (isSymbol(token, "(")) at = skipParens(tokens, at) - 1;
    else if (token?.kind !== "word") continue;
    else if (token.value === "SELECT") return classifyQuery(tokens.slice(at));
    else if (/^(INSERT|UPDATE|DELETE|MERGE)$/.test(token.value)) {
      const verb = tokens.slice(at);
      return classifyData(verb, true, dialect, () => verb);
    }
  }
  return otherLeftOut("WITH");
}

/** Teradata's LOCKING … FOR … before a statement, which is what it would be without. */
function classifyLocking(tokens: readonly Token[]): Classified {
  const verb = tokens.find(
    ({ kind, value }) =>
      kind === "word" && /^(SEL|SELECT|WITH|INS|INSERT|UPD|UPDATE|DEL|DELETE|MERGE)$/.test(value),
  );
  if (!verb) return otherLeftOut("LOCKING");
  if (/^(SEL|SELECT|WITH)$/.test(verb.value)) return otherLeftOut("SELECT");
  const reason = "Rows are not changed where LOCKING stands before the statement: take it away.";
  return leftOut(`LOCKING … ${verb.value}`, "stray_rows", true, reason);
}

/** A query, unless it is one that creates a table or moves a sequence. */
function classifyQuery(tokens: readonly Token[]): Classified {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    if (depth === 0 && isWord(token, "INTO") && !isSymbol(tokens[index + 1], ":")) {
      return leftOut(
        "SELECT INTO",
        "select_into",
        true,
        "It creates a table; write it as CREATE TABLE … AS SELECT.",
      );
    }
    if (isWord(token, "SETVAL")) {
      return leftOut(
        "SELECT setval",
        "sequence",
        true,
        "Sequences are not migrated, nor is where they stand.",
      );
    }
    if (depth === 0 && isWord(token, "FROM")) break;
  }
  const known = scheduling(tokens.slice(0, 6));
  if (known) return leftOut(`SELECT ${tokens[1]?.text ?? ""}`, ...known);
  return otherLeftOut("SELECT");
}

function classifyComment(tokens: readonly Token[], dialect: SourceType): Classified {
  let at = 1;
  if (isWord(tokens[at], "IF")) at += 2;
  if (isWord(tokens[at], "ON")) at++;
  if (isWord(tokens[at], "MATERIALIZED")) at++;
  const kind = tokens[at]?.value ?? "?";
  const name = readName(tokens, at + 1, dialect);
  if (name && /^(TABLE|VIEW|COLUMN)$/.test(kind)) {
    const target: NameParts = kind === "COLUMN" ? name.parts.slice(0, -1) : name.parts;
    if (target.length > 0)
      return { is: "fold", kind: `COMMENT ON ${kind}`, target, matters: false };
  }
  return leftOut(
    `COMMENT ON ${kind}`,
    "comment",
    false,
    "Comments are kept on tables, views and columns only.",
  );
}

function classifyDrop(tokens: readonly Token[], dialect: SourceType): Classified {
  const kind = tokens[1]?.value ?? "?";
  let at = 2;
  if (isWord(tokens[at], "VIEW") || isWord(tokens[at], "BODY")) at++;
  if (isWord(tokens[at], "IF")) at += 2;
  const targets: NameParts[] = [];
  for (let name = readName(tokens, at, dialect); name; name = readName(tokens, at, dialect)) {
    targets.push(name.parts);
    if (!isSymbol(tokens[name.next], ",")) break;
    at = name.next + 1;
  }
  return { is: "dropped", kind: `DROP ${kind}`, targets };
}

const TRANSACTION = /^(TRAN|TRANSACTION|WORK|ISOLATION|READ|NAME|)$/;

/** BEGIN of a transaction, or a block of procedural code that would run once. */
function classifyBlock(tokens: readonly Token[], first: string): Classified {
  const second = tokens[1]?.kind === "word" ? tokens[1].value : "";
  if (
    first === "BEGIN" &&
    (tokens.length === 1 || (TRANSACTION.test(second) && tokens.length < 8))
  ) {
    return leftOut("BEGIN", "transaction", false, "A migration has its own transactions.");
  }
  if (first === "DECLARE" && !tokens.some((token) => isWord(token, "BEGIN"))) {
    return leftOut(first, "variable", false, "A variable or cursor of a script.");
  }
  const known = scheduling(tokens);
  if (known) return leftOut(`${first} block`, ...known);
  const writes = tokens.some((token) => {
    if (token.kind === "word")
      return /^(INSERT|UPDATE|MERGE|CREATE|ALTER|CALL|COPY)$/.test(token.value);
    return (
      token.kind === "string" &&
      /^[NnQq]*['[{(<!|$]+\s*(CREATE|ALTER|INSERT|UPDATE|MERGE|RENAME)\b/i.test(token.text)
    );
  });
  const drops = tokens.some(
    (token) =>
      isWord(token, "DROP") || (token.kind === "string" && /^'\s*DROP\b/i.test(token.text)),
  );
  if (drops && !writes)
    return leftOut("DROP block", "drop", false, "It only removes what may be there.");
  return leftOut(
    `${first} block`,
    "block",
    true,
    "Script blocks are not executed; what it does is missing.",
  );
}
