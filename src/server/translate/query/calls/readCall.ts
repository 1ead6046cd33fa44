import type { Cursor } from "../../cursor.ts";
import { readStringLiteral } from "../../literals.ts";
import { kept, readKeep } from "../block/keep.ts";
import { readOrderKeys } from "../block/orderBy.ts";
import { readWindow, withFrame } from "../block/window.ts";
import { withCallDigits } from "../digits/digits.ts";
import { type Expr, PREC, primary } from "../expr.ts";
import { readColumn } from "../expression/columnReference.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import { typeConstructor } from "../expression/typeConstructor.ts";
import type { FunctionRule } from "../functions/dsl.ts";
import { specialForm } from "../functions/forms.ts";
import { isJsonMethod, readJsonMethod } from "../functions/jsonMethods.ts";
import { takeNested } from "../functions/nestedAggregate.ts";
import { momentCall } from "../oracle/moments.ts";
import type { Tx } from "../tx.ts";
import { Call } from "./call.ts";
import { routineCall } from "./routineCall.ts";

/** Reads a call whose name has been read; the cursor stands at its bracket. */
export function readCall(tx: Tx, parts: string[], quoted: boolean, offset: number): Expr {
  const resolved = tx.resolveCall?.(parts, offset);
  if (resolved) return resolved;
  const name = (parts.at(-1) ?? "").toUpperCase();
  if (parts.length > 1 && isJsonMethod(tx, name))
    return readJsonMethod(tx, readColumn(tx, parts.slice(0, -1), offset));
  if (parts.length > 1) {
    const bracket = tx.cursor.at;
    const called = routineCall(tx, parts, tx.cursor.group(), offset);
    if (called) return called;
    tx.cursor.at = bracket;
  }
  const packaged = packageRule(tx, parts);
  if (
    parts.length > 1 &&
    !packaged &&
    !/^(SYS|PG_CATALOG|DBMS_LOB|SAFE|NET|TD_SYSFNLIB|SYSLIB)$/i.test(parts[0] ?? "")
  ) {
    throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  }
  const safe = tx.is("bigquery") && parts.length === 2 && /^SAFE$/i.test(parts[0] ?? "");
  if (
    parts.length > 1 &&
    !packaged &&
    /^(SAFE|NET|DBMS_LOB)$/i.test(parts[0] ?? "") &&
    !safe &&
    !tx.is("bigquery")
  )
    throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  if (name === "CURSOR" && tx.is("oracle")) throw tx.unsupported("CURSOR(…)", offset);
  const path = name === "SYS_CONNECT_BY_PATH" ? tx.scope.hierarchy()?.path(inside) : undefined;
  if (path) return path;
  if (/^SEQ[1248]$/.test(name) && tx.is("snowflake") && tx.scope.sequence !== undefined)
    return { ...primary(tx.scope.sequence, "int"), name: name.toLowerCase() };
  const tried = safe && tx.target === "duckdb";
  const special =
    quoted || (safe && !tried) || packaged
      ? undefined
      : tx.inside(inside, () => specialForm(tx, name, offset));
  if (special) return tried ? withoutFailing(tx, special, offset) : special;
  // A function that the source has too is meant by its plain name, whatever the inventory defines.
  if (!tx.rule(name)) {
    const called =
      routineCall(tx, parts, inside, offset) ?? typeConstructor(tx, parts, inside, offset);
    if (called) return called;
  }
  const call = readArguments(tx, name, offset, inside);
  call.safe = safe;
  readBehind(tx, call);
  if (call.keep) return kept(call, call.keep);
  takeNested(tx, call);
  const space = parts.length > 1 && tx.is("bigquery") ? `${parts[0]?.toUpperCase()}.` : "";
  const own = packaged ?? tx.rule(`${space}${name}`);
  const rule = own ?? (tried ? tryingRule(tx, name) : undefined);
  if (!rule) throw tx.stop("DWM-QRY-003", { name: `${safe ? "" : space}${name}` }, offset);
  const result = withCallDigits(call, momentCall(call, rule(call)));
  return { ...result, ...(result.name === undefined ? { name: name.toLowerCase() } : {}) };
}

/** BigQuery's SAFE. before a function, where DuckDB has no form of its own: NULL where it fails. */
function tryingRule(tx: Tx, name: string): FunctionRule | undefined {
  const rule = tx.rule(name);
  return rule && ((call) => withoutFailing(tx, rule(call), call.offset));
}

function withoutFailing(tx: Tx, value: Expr, offset: number): Expr {
  // TRY takes no query.
  if (/\bSELECT\b/.test(value.sql)) throw tx.unsupported("SAFE. around a query", offset);
  return { ...value, sql: `TRY(${value.sql})`, prec: PREC.primary };
}

/** The rule of a function of Oracle's packages: `DBMS_LOB.SUBSTR`; of an aggregate of PostgreSQL with its schema. */
function packageRule(tx: Tx, parts: readonly string[]): FunctionRule | undefined {
  if (tx.is("postgres") && parts.length === 2) return tx.aggregate(parts[1] ?? "");
  const names = /^SYS$/i.test(parts[0] ?? "") ? parts.slice(1) : parts;
  if (!tx.is("oracle") || names.length !== 2) return undefined;
  return tx.rule(names.join(".").toUpperCase());
}

/** A function of Oracle's packages without brackets (DBMS_RANDOM.VALUE); undefined: the name is none of a package. */
export function packageValue(tx: Tx, parts: readonly string[], offset: number): Expr | undefined {
  if (!tx.is("oracle") || !/^(DBMS|UTL|OWA|APEX)_/i.test(parts[0] ?? "")) return undefined;
  const rule = packageRule(tx, parts);
  if (!rule) throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  const value = rule(new Call(tx, parts.join(".").toUpperCase(), offset, []));
  return { ...value, name: (parts.at(-1) ?? "").toLowerCase() };
}

const TAIL_WORDS = ["ORDER", "SEPARATOR", "IGNORE", "RESPECT", "ON", "LIMIT", "HAVING"];

function readArguments(tx: Tx, name: string, offset: number, inside: Cursor): Call {
  const distinct = inside.accept("DISTINCT") || inside.accept("UNIQUE");
  if (!distinct) inside.accept("ALL");
  if (inside.isSymbol("*") && inside.end - inside.at === 1) {
    const call = new Call(tx, name, offset, []);
    call.star = true;
    return call;
  }
  const tail = tailStart(inside);
  const call = new Call(tx, name, offset, inside.slice(inside.at, tail).split());
  call.distinct = distinct;
  tx.inside(inside.slice(tail, inside.end), () => readTail(tx, call));
  return call;
}

/** Index of the first token of ORDER BY, SEPARATOR and the like inside of a call. */
function tailStart(inside: Cursor): number {
  let depth = 0;
  for (let index = inside.at; index < inside.end; index++) {
    const token = inside.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (
      depth !== 0 ||
      token?.kind !== "word" ||
      index === inside.at ||
      !TAIL_WORDS.includes(token.value)
    )
      continue;
    const next = inside.tokens[index + 1];
    if (token.value === "ORDER" && next?.value === "BY") return index;
    if (token.value === "SEPARATOR" && next?.kind === "string") return index;
    if ((token.value === "IGNORE" || token.value === "RESPECT") && next?.value === "NULLS")
      return index;
    if (token.value === "ON" && next?.value === "OVERFLOW") return index;
    if (token.value === "LIMIT" && next?.kind === "number") return index;
    if (token.value === "HAVING" && /^M(AX|IN)$/.test(next?.value ?? "")) return index;
  }
  return inside.end;
}

function readTail(tx: Tx, call: Call): void {
  const { cursor } = tx;
  while (!cursor.done) {
    if (cursor.isWords("ORDER", "BY")) call.orderKeys = readOrderKeys(tx);
    else if (cursor.accept("SEPARATOR")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (literal?.kind !== "text") throw tx.unreadable("a text expected");
      call.separator = literal.value;
    } else if (cursor.accept("IGNORE", "NULLS")) call.nulls = "IGNORE NULLS";
    else if (cursor.accept("RESPECT", "NULLS")) call.nulls = "RESPECT NULLS";
    else if (cursor.isWords("ON", "OVERFLOW")) {
      tx.note("DWM-QRY-007", { clause: "ON OVERFLOW", why: "texts have no limit in the target" });
      cursor.at = cursor.end;
    } else if (cursor.accept("LIMIT")) call.limit = readExpression(tx);
    else if (cursor.isWords("HAVING")) {
      if (call.name !== "ANY_VALUE" || !tx.is("bigquery"))
        throw call.stop("HAVING inside of the call");
      cursor.next();
      call.having = { most: cursor.next()?.value === "MAX", by: readExpression(tx) };
    } else throw tx.unreadable("not expected in a call");
  }
}

function readBehind(tx: Tx, call: Call): void {
  const { cursor } = tx;
  if (cursor.accept("WITHIN", "GROUP")) {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    call.orderKeys = tx.inside(inside, () => readOrderKeys(tx));
  }
  call.keep = readKeep(tx);
  // FROM FIRST is what NTH_VALUE does by itself.
  if (tx.target === "databricks" || call.name === "NTH_VALUE") cursor.accept("FROM", "FIRST");
  if (cursor.isWords("FROM", "FIRST") || cursor.isWords("FROM", "LAST"))
    throw tx.unsupported("FROM FIRST or LAST");
  if (cursor.accept("FILTER")) {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    call.filter = tx.inside(inside, () => {
      tx.expect("WHERE");
      return ` FILTER (WHERE ${readWhole(tx).sql})`;
    });
  }
  if (cursor.accept("IGNORE", "NULLS")) call.nulls = "IGNORE NULLS";
  if (cursor.accept("RESPECT", "NULLS")) call.nulls = "RESPECT NULLS";
  if (cursor.accept("OVER")) call.over = withFrame(tx, call.name, readWindow(tx));
}
