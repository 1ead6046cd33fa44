import { isMerged } from "../mysql/merged.ts";
import type { NamedRows, Scope } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { columnDetails, columnMap, columnNames } from "./queryColumns.ts";
import { readSubquery } from "./select.ts";

export function readCtes(tx: Tx, scope: Scope): string {
  const { cursor } = tx;
  cursor.next();
  const recursive = cursor.accept("RECURSIVE");
  const parts: string[] = [];
  let selfReferring = recursive;
  const routine = /^(FUNCTION|PROCEDURE)$/.test(cursor.peek()?.value ?? "");
  if (routine && tx.is("oracle") && cursor.peek(1)?.value !== "AS")
    throw tx.unsupported(`WITH ${cursor.peek()?.value}`);
  do {
    const name = tx.expectIdentifier("the name of a common table expression");
    const names = cursor.isSymbol("(") ? columnNames(tx) : undefined;
    tx.expect("AS");
    const materialized = cursor.accept("NOT", "MATERIALIZED") || cursor.accept("MATERIALIZED");
    if (materialized)
      tx.note("DWM-QRY-007", { clause: "MATERIALIZED", why: "a matter of speed only" });
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    if (cursor.isWords("SEARCH") || cursor.isWords("CYCLE")) throw tx.unsupported(cursor.near());
    const known: NamedRows = { columns: undefined };
    // T-SQL, Oracle and Teradata write no RECURSIVE: a query that reads its own name is one.
    const own = mentions(tx, inside, name);
    if (own) scope.ctes.set(name.toLowerCase(), known);
    if (own && tx.is("tsql", "oracle", "teradata", "snowflake")) selfReferring = true;
    const around = tx.recursive;
    tx.recursive ||= own;
    const merged = !own && isMerged(tx, inside);
    // The first part says what the columns are that the second one reads.
    if (own)
      scope.anchored = (anchor) => {
        known.columns = columnMap(anchor, names);
      };
    const query = tx.inside(inside, () => readSubquery(tx, merged));
    tx.recursive = around;
    scope.anchored = undefined;
    known.columns = columnMap(query, names);
    Object.assign(known, columnDetails(query, names));
    scope.ctes.set(name.toLowerCase(), known);
    const list = names ? `(${names.map(tx.out.name).join(", ")})` : "";
    parts.push(`${tx.out.name(name)}${list} AS (${query.sql})`);
  } while (cursor.acceptSymbol(","));
  return `WITH ${selfReferring ? "RECURSIVE " : ""}${parts.join(", ")} `;
}

function mentions(tx: Tx, inside: { at: number; end: number }, name: string): boolean {
  const wanted = name.toLowerCase();
  for (let index = inside.at; index < inside.end; index++) {
    const token = tx.cursor.tokens[index];
    if (!token || (token.kind !== "word" && token.kind !== "quoted")) continue;
    const before = tx.cursor.tokens[index - 1];
    if ((token.kind === "quoted" ? token.value : token.text).toLowerCase() !== wanted) continue;
    if (before?.kind === "word" && /^(FROM|JOIN)$/.test(before.value)) return true;
    if (before?.kind === "symbol" && before.text === ",") return true;
  }
  return false;
}
