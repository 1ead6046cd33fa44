import { isWord, type Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { translateStatement } from "../dml/translateStatement.ts";
import { readStringLiteral } from "../literals.ts";
import { PREC, wrap } from "../query/expr.ts";
import { readWhole } from "../query/expression/expression.ts";
import { Tx } from "../query/tx.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";
import { createsTable, readCreate } from "./createStatement.ts";
import { RoutineKit } from "./kit.ts";

/** A piece of a text that is put together: a literal, or what stands for it in the statement, with its expression. */
type Piece = { literal: string } | { hole: string; sql: string };

/** Stands for a piece whose text is known only at run time. */
const HOLE = /dwm_hole_\d+_/g;
const HOLE_NAME = /dwm_hole_/;

export interface DynamicOptions {
  /** Parameters in the text (lower case, as the source writes them) and how they are written in the target. */
  markers?: ReadonlyMap<string, string>;
  /** Changes what is read before it is translated. */
  prepare?: (inner: Tx) => void;
}

/**
 * The text of dynamic SQL, translated where that can be done: a literal is a statement; a text put together of literals and
 * values is one in which each value stands for a name or a value. Undefined: its text is not known here.
 */
export function dynamicSql(
  kit: RoutineKit,
  part: Cursor,
  options: DynamicOptions = {},
): string[] | undefined {
  const { tx } = kit;
  const offset = part.offset;
  const parts = piecesOf(part, tx);
  if (!parts.some((each) => literalOf(each, tx) !== undefined)) return undefined;
  const pieces = parts.map((each, index): Piece => {
    const literal = literalOf(each, tx);
    if (literal !== undefined) return { literal };
    return { hole: `dwm_hole_${index}_`, sql: holeSql(tx, each) };
  });
  const text = pieces.map((piece) => ("literal" in piece ? piece.literal : piece.hole)).join("");
  const holes = new Map(
    pieces.flatMap((piece) => ("hole" in piece ? [[piece.hole, piece.sql] as const] : [])),
  );
  const trial = new Diagnostics(() => tx.diagnostics.position(offset));
  const statements = attemptText(kit, text, [...holes.keys()], options, trial);
  if (!statements) return undefined;
  const missing = [...holes.keys()].filter(
    (hole) => statements.filter((sql) => sql.includes(hole)).length !== 1,
  );
  if (missing.length > 0) return undefined;
  for (const issue of trial.issues) tx.diagnostics.add(issue);
  if (holes.size > 0) {
    const what =
      "dynamic SQL was translated with what is put into its text taken for names and values; a piece of SQL in it would stay as it is";
    kit.note("DWM-PRC-007", { what }, offset);
  }
  return statements.map((sql) => withHoles(sql, holes));
}

/** What stands for a piece of the text. QUOTENAME quotes a name as the target does. */
function holeSql(tx: Tx, piece: Cursor): string {
  const quoted =
    tx.is("tsql") &&
    isWord(piece.peek(), "QUOTENAME") &&
    piece.isSymbol("(", 1) &&
    piece.matching(piece.at + 1) === piece.end;
  if (!quoted)
    return wrap(
      tx.inside(piece, () => readWhole(tx)),
      PREC.add,
    );
  const [name] = piece.slice(piece.at + 2, piece.end - 1).split();
  const { sql } = tx.inside(name ?? piece, () => readWhole(tx));
  return `concat('\`', replace(${sql}, '\`', '\`\`'), '\`')`;
}

function attemptText(
  kit: RoutineKit,
  text: string,
  holes: readonly string[],
  { markers = new Map(), prepare }: DynamicOptions,
  diagnostics: Diagnostics,
): string[] | undefined {
  const { dialect, context, scope } = kit.tx;
  const inner = new Tx(new Cursor(text, dialect), context, diagnostics);
  for (const [key, rows] of scope.ctes) inner.scope.ctes.set(key, rows);
  for (const hole of holes) inner.scope.ctes.set(hole, { columns: undefined });
  for (const [key, sql] of [...markers, ["?", "?"] as const])
    inner.scope.variables.set(key, { sql, inQuery: sql, type: "unknown", rule: "wins" });
  try {
    prepare?.(inner);
    if (!createsTable(inner.cursor)) return translateStatement(inner).statements;
    const made = readCreate(new RoutineKit(inner, kit.name, kit.variables), inner.cursor.end);
    for (const [key, rows] of inner.scope.ctes) if (!HOLE_NAME.test(key)) scope.ctes.set(key, rows);
    return made.flatMap((statement) => (statement.is === "sql" ? [statement.sql] : []));
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

/** The statement as an expression that puts its text together. */
function withHoles(sql: string, holes: ReadonlyMap<string, string>): string {
  const pieces: string[] = [];
  let at = 0;
  for (const found of sql.matchAll(HOLE)) {
    const value = holes.get(found[0]);
    if (value === undefined) continue;
    if (found.index > at) pieces.push(databricksWriter.text(sql.slice(at, found.index)));
    pieces.push(value);
    at = found.index + found[0].length;
  }
  if (at < sql.length || pieces.length === 0) pieces.push(databricksWriter.text(sql.slice(at)));
  return pieces.join(" || ");
}

function literalOf(part: Cursor, tx: Tx): string | undefined {
  const token: Token | undefined = part.peek();
  if (part.end - part.at !== 1 || token?.kind !== "string") return undefined;
  const dollar = /^\$\w*\$/.exec(token.text)?.[0];
  if (dollar !== undefined) return token.text.slice(dollar.length, -dollar.length);
  const literal = readStringLiteral(token.text, tx.dialect);
  return literal?.kind === "text" ? literal.value : undefined;
}

/** What the text is put together of: operands of `||` (T-SQL: `+`), arguments of CONCAT. */
function piecesOf(part: Cursor, tx: Tx): Cursor[] {
  const pieces = splitAt(part, tx.is("tsql") ? "+" : "||");
  return pieces.flatMap((piece) => {
    const called = isWord(piece.peek(), "CONCAT") && piece.isSymbol("(", 1);
    const inside = called && piece.matching(piece.at + 1) === piece.end;
    if (!inside) return [piece];
    return piece
      .slice(piece.at + 2, piece.end - 1)
      .split()
      .flatMap((each) => piecesOf(each, tx));
  });
}

function splitAt(part: Cursor, operator: string): Cursor[] {
  const parts: Cursor[] = [];
  let depth = 0;
  let start = part.at;
  for (let index = part.at; index < part.end; index++) {
    const token = part.tokens[index];
    if (token?.kind === "word" && token.value === "CASE") depth++;
    else if (token?.kind === "word" && token.value === "END") depth--;
    if (token?.kind !== "symbol") continue;
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    else if (depth === 0 && token.text === operator) {
      parts.push(part.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, part.slice(start, part.end)];
}
