import { type Expr, PREC, wrap } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import { readFrom } from "../query/from/from.ts";
import type { Relation } from "../query/scope.ts";
import type { Tx } from "../query/tx.ts";
import { readMergeClauses } from "./mergeClauses.ts";
import { mergeSource } from "./mergeSource.ts";
import { one, type StatementResult } from "./statement.ts";
import { aliased, bringIn, readEnd, readTarget, type Target } from "./target.ts";
import { readHints } from "./words.ts";

/** What the clauses of a MERGE are about. */
export interface MergeTables {
  target: Target;
  /** The target as columns name it. */
  into: Relation;
  source: Relation;
}

/** MERGE INTO t USING s ON … WHEN … */
export function readMerge(tx: Tx, ctes = ""): StatementResult {
  const { cursor } = tx;
  cursor.next();
  if (tx.is("tsql") && cursor.isWords("TOP")) throw tx.unsupported("MERGE TOP");
  cursor.accept("INTO");
  const target = readTarget(tx);
  readHints(tx);
  const explicit = cursor.accept("AS");
  const alias = !explicit && cursor.isWords("USING") ? undefined : tx.expectIdentifier("an alias");
  readHints(tx);
  tx.expect("USING");
  return tx.nested((scope) => {
    const source = mergeSource(tx, () => readFrom(tx).sql);
    const into = bringIn(scope, target, alias);
    tx.expect("ON");
    const condition = readCondition(tx);
    if (cursor.isWords("REMOVE", "DUPLICATES")) throw tx.unsupported("MERGE … REMOVE DUPLICATES");
    const clauses = readMergeClauses(tx, { target, into, source: source.relation });
    if (cursor.isWords("OUTPUT") || cursor.isWords("RETURNING"))
      throw tx.unsupported(`MERGE … ${cursor.near()}`);
    if (cursor.isWords("LOG", "ERRORS")) throw tx.unsupported("LOG ERRORS");
    if (cursor.isWords("OPTION") && cursor.isSymbol("(", 1)) {
      tx.note("DWM-QRY-007", { clause: "OPTION (…)", why: "a hint" });
      cursor.next();
      cursor.group();
    }
    readEnd(tx);
    const head = `${ctes}MERGE INTO ${aliased(tx, target, into.alias)}`;
    return one("MERGE", `${head} USING ${source.sql} ON ${condition.sql} ${clauses.join(" ")}`);
  });
}

/** A condition; brackets around the whole of it go. */
function readCondition(tx: Tx): Expr {
  const { cursor } = tx;
  const start = cursor.at;
  const behind = cursor.isSymbol("(") ? cursor.tokens[cursor.matching()] : undefined;
  if (behind?.kind === "word" && behind.value === "WHEN") {
    const inside = cursor.group();
    if (inside) {
      const read = tx.inside(inside, () => readExpression(tx));
      if (inside.done) return read;
      cursor.at = start;
    }
  }
  const read = readExpression(tx);
  return { ...read, sql: wrap(read, PREC.or) };
}
