import type { Statement } from "../model.ts";
import type { SnowflakeBody } from "./body.ts";

/** FOR i IN [REVERSE] a TO b DO … and FOR row IN cursor DO … */
export function readForLoop(body: SnowflakeBody): Statement[] {
  const { kit } = body;
  const { cursor, tx } = kit;
  const start = cursor.at;
  cursor.next();
  const name = cursor.identifier() ?? "";
  cursor.accept("IN");
  const reverse = cursor.accept("REVERSE");
  const head = body.upToWord("DO", "LOOP");
  let made: Statement | undefined;
  const [failed] = kit.attempt(head, () => {
    made = isRange(body, head) ? readRange(body, name, reverse, head) : readRows(body, name, head);
    return [];
  });
  const relation = { alias: name, answersTo: [name.toLowerCase()], columns: undefined };
  const walks = made?.is === "forQuery";
  if (walks) tx.scope.relations.push(relation);
  const statements = body.loopBody();
  if (walks) tx.scope.relations.splice(tx.scope.relations.indexOf(relation), 1);
  const label = body.loopEnd("FOR");
  if (failed?.is === "unsupported" || !made) {
    const reason = failed?.is === "unsupported" ? failed.reason : "";
    return [{ is: "unsupported", source: cursor.textBetween(start, cursor.at), reason }];
  }
  if (made.is !== "forRange" && made.is !== "forQuery") return [made];
  return [{ ...made, body: statements, ...label }];
}

function isRange(body: SnowflakeBody, head: number): boolean {
  const { cursor } = body.kit;
  return cursor.tokens
    .slice(cursor.at, head)
    .some((token) => token.kind === "word" && token.value === "TO");
}

function readRange(
  body: SnowflakeBody,
  name: string,
  reverse: boolean,
  head: number,
): Extract<Statement, { is: "forRange" }> {
  const { kit } = body;
  const from = kit.expressionTo(body.upToWord("TO")).sql;
  kit.tx.expect("TO");
  const to = kit.expressionTo(head).sql;
  const type = { sql: "BIGINT", class: "int" } as const;
  const keys = { [name]: "hidden", [`:${name}`]: "wins" } as const;
  const declared = kit.variables.declare(name, keys, type, false);
  return {
    is: "forRange",
    variable: declared.name,
    type: type.sql,
    from,
    to,
    reverse,
    body: [],
  };
}

function readRows(
  body: SnowflakeBody,
  name: string,
  head: number,
): Extract<Statement, { is: "forQuery" }> {
  const { kit } = body;
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const inside = cursor.isSymbol("(") ? cursor.group() : undefined;
  if (inside) {
    const query = tx.inside(inside, () => kit.queryTo(inside.end).sql);
    return { is: "forQuery", variable: name, query, body: [] };
  }
  const source = tx.expectIdentifier("a cursor");
  const rows = body.sources.take(source);
  if (cursor.at !== head || !rows)
    throw tx.stop("DWM-QRY-002", { construct: `the cursor ${source}` }, offset);
  if (!("query" in rows))
    throw tx.stop("DWM-PRC-002", { construct: "a loop over the rows of dynamic SQL" }, offset);
  return { is: "forQuery", variable: name, query: rows.query, body: [] };
}
