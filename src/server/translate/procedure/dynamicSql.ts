import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { translateStatement } from "../dml/translateStatement.ts";
import { Tx } from "../query/tx.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";
import { createsTable, readCreate } from "./createStatement.ts";
import { RoutineKit } from "./kit.ts";
import { pieceSql, textPieces } from "./textPieces.ts";

/** A piece of a text that is put together: a literal, or what stands for it in the statement, with its expression. */
type Piece = { literal: string } | { hole: string; sql: string; is: "name" | "value" | "text" };

/** Stands for a piece whose text is known only at run time. */
const HOLE = /dwm_hole_\d+_/g;
const HOLE_NAME = /dwm_hole_/;

const PUT_IN =
  "dynamic SQL was translated with what is put into its text taken for names and values; a piece of SQL in it would stay as it is";
const NAMED =
  "names that are put into the text of dynamic SQL are quoted and stay as they are: they have to be the target's";

/** What stands in a text for names and for values; and which of it is quoted there. */
type Holes = Record<"names" | "values" | "quoted", readonly string[]>;

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
  const parts = textPieces(part, tx);
  if (!parts?.some((each) => "literal" in each)) return undefined;
  const pieces = parts.map((each, index): Piece => {
    if ("literal" in each) return each;
    return { hole: `dwm_hole_${index}_`, sql: pieceSql(tx, each), is: each.is };
  });
  const text = pieces.map((piece) => ("literal" in piece ? piece.literal : piece.hole)).join("");
  const holes = new Map(
    pieces.flatMap((piece) => ("hole" in piece ? [[piece.hole, piece.sql] as const] : [])),
  );
  const trial = new Diagnostics(() => tx.diagnostics.position(offset));
  const holesOf = (...kinds: readonly string[]) =>
    pieces.flatMap((piece) => ("hole" in piece && kinds.includes(piece.is) ? [piece.hole] : []));
  const open = holesOf("text");
  const kinds = {
    names: holesOf("name", "text"),
    values: holesOf("value"),
    quoted: holesOf("name", "value"),
  };
  const statements = attemptText(kit, text, kinds, options, trial);
  if (!statements) return undefined;
  const missing = [...holes.keys()].filter(
    (hole) => statements.filter((sql) => sql.includes(hole)).length !== 1,
  );
  if (missing.length > 0) return undefined;
  // A piece of SQL that was taken for the name of what stands before it.
  const named = (hole: string) =>
    statements.some((sql) => sql.includes(`AS ${hole}`)) &&
    !new RegExp(`\\bAS\\s+\\W?${hole}`, "i").test(text);
  if (open.some(named)) return undefined;
  for (const issue of trial.issues) tx.diagnostics.add(issue);
  const what = open.length > 0 ? PUT_IN : kinds.names.length > 0 ? NAMED : undefined;
  if (what !== undefined) kit.note("DWM-PRC-007", { what }, offset);
  return statements.map((sql) => withHoles(sql, holes));
}

function attemptText(
  kit: RoutineKit,
  text: string,
  { names, values, quoted }: Holes,
  { markers = new Map(), prepare }: DynamicOptions,
  diagnostics: Diagnostics,
): string[] | undefined {
  const { dialect, context, scope } = kit.tx;
  const inner = new Tx(new Cursor(text, dialect), context, diagnostics);
  for (const [key, rows] of scope.ctes) inner.scope.ctes.set(key, rows);
  for (const hole of names) inner.scope.ctes.set(hole, { columns: undefined });
  const given = values.map((hole) => [hole, hole] as const);
  for (const [key, sql] of [...markers, ...given, ["?", "?"] as const])
    inner.scope.variables.set(key, { sql, inQuery: sql, type: "unknown", rule: "wins" });
  // What is quoted for SQL has no place inside of a text.
  const texts = inner.cursor.tokens.filter(({ kind }) => kind === "string");
  if (texts.some((token) => quoted.some((hole) => token.text.includes(hole)))) return undefined;
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
