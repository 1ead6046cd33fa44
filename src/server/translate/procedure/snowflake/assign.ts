import { isSymbol, isWord } from "../../../sql/token.ts";
import { literalText } from "../../literals.ts";
import type { Expr } from "../../query/expr.ts";
import { converted } from "../converted.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Declaration, Parameter, Statement, Variable } from "../model.ts";
import { typeByValue } from "../script/typeByValue.ts";
import type { SnowflakeBody } from "./body.ts";
import { readValue } from "./textRuns.ts";

/** One declaration of a DECLARE section: `name type [DEFAULT | :=] value`, a cursor, a result set, an exception. */
export function readVariable(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const name = tx.expectIdentifier("a variable");
  if (cursor.accept("EXCEPTION"))
    return [{ is: "declare", declaration: readException(body, name) }];
  if (cursor.isWords("CURSOR") || cursor.isWords("RESULTSET"))
    return body.sources.declare(body, name, end);
  const written = cursor.isWords("DEFAULT") || cursor.isSymbol(":=") ? undefined : kit.type();
  if (!written && cursor.at === end) throw tx.unreadable("a type expected");
  let initial: Expr | undefined;
  if (cursor.accept("DEFAULT") || cursor.acceptSymbol(":=")) initial = readValue(body, name, end);
  const type = written ?? typeByValue(kit, name, initial, offset);
  return [{ is: "declare", declaration: declare(body, name, type, initial, offset) }];
}

function declare(
  body: SnowflakeBody,
  name: string,
  type: RoutineType,
  initial: Expr | undefined,
  offset: number,
): Declaration {
  const keys = { [name]: "hidden", [`:${name}`]: "wins" } as const;
  const declared = body.kit.variables.declare(name, keys, type, false);
  return {
    is: "variable",
    name: declared.name,
    type: type.sql,
    ...(initial === undefined
      ? {}
      : { initial: converted(body.kit.tx, initial, type, offset).sql }),
  };
}

/** `name EXCEPTION (-20001, 'text')` */
function readException(body: SnowflakeBody, name: string): Declaration {
  const { cursor, tx } = body.kit;
  const inside = cursor.group();
  const parts = inside?.split() ?? [];
  body.exceptions.set(name.toLowerCase(), literalText(parts[1]?.peek(), tx.dialect) ?? name);
  return { is: "condition", name };
}

/** LET name [type] := value; LET name CURSOR | RESULTSET … */
export function readLet(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  cursor.next();
  const offset = cursor.offset;
  const name = tx.expectIdentifier("a variable");
  if (cursor.isWords("CURSOR") || cursor.isWords("RESULTSET"))
    return body.sources.declare(body, name, end);
  const written = cursor.isWords("DEFAULT") || cursor.isSymbol(":=") ? undefined : kit.type();
  if (!cursor.accept("DEFAULT") && !cursor.acceptSymbol(":=") && cursor.at !== end)
    throw tx.unreadable(":= expected");
  const initial = cursor.at === end ? undefined : readValue(body, name, end);
  const type = written ?? typeByValue(kit, name, initial, offset);
  // LET with the name of a variable of the block sets that one.
  const known = kit.variables.isOwn(name) ? kit.variables.find(name) : undefined;
  if (known && !known.parameter && initial && !written) {
    const value = converted(tx, initial, { sql: known.sql, class: known.type }, offset);
    return [{ is: "set", targets: [known.name], value: value.sql, class: value.type }];
  }
  const declaration = declare(body, name, type, initial, offset);
  return [{ is: "declare", declaration }];
}

/** `name := value` */
export function readAssigned(body: SnowflakeBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const name = tx.expectIdentifier("a variable");
  cursor.next();
  if (body.sources.has(name)) return body.sources.assign(body, name, end);
  const known = kit.variables.find(name);
  if (!known) throw tx.stop("DWM-QRY-002", { construct: `the variable ${name}` }, offset);
  const type = { sql: known.sql, class: known.type };
  const value = converted(tx, readValue(body, name, end), type, offset);
  return [{ is: "set", targets: [known.name], value: value.sql, class: value.type }];
}

/**
 * Parameters that the body assigns to get a variable of their own that starts with their value: an IN parameter of
 * Databricks only comes in.
 */
export function copyAssigned(kit: RoutineKit, parameters: readonly Parameter[]): Variable[] {
  const { tokens } = kit.cursor;
  const copies: Variable[] = [];
  const done = new Set<string>();
  let into = false;
  for (const [index, token] of tokens.entries()) {
    // The list of SELECT … INTO :a, :b: names, colons and commas.
    if (isWord(token, "INTO")) into = true;
    else if (into && token.kind === "word" && !isSymbol(tokens[index - 1], ":")) into = false;
    const assigned = isSymbol(tokens[index + 1], ":=") || (into && !isWord(token, "INTO"));
    if (!assigned || token.kind !== "word" || done.has(token.value)) continue;
    const found = kit.variables.find(token.text);
    const comesIn = parameters.some(({ name, mode }) => name === found?.name && mode === "IN");
    if (!found || !comesIn || isWord(tokens[index - 1], "LET")) continue;
    done.add(token.value);
    const type = { sql: found.sql, class: found.type };
    const keys = { [token.text]: "hidden", [`:${token.text}`]: "wins" } as const;
    const { name } = kit.variables.declare(`v_${found.name}`, keys, type, false);
    const initial = kit.tx.out.name(found.name);
    copies.push({ is: "variable", name, type: found.sql, initial, same: true });
  }
  return copies;
}
