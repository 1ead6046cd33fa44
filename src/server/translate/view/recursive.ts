import type { Token } from "../../sql/token.ts";
import { Cursor } from "../cursor.ts";
import type { ViewHead } from "./head.ts";

/**
 * The query of CREATE RECURSIVE VIEW v (a, b) AS q (Teradata, Snowflake), as it is without that form:
 * `WITH RECURSIVE v (a, b) AS (q) SELECT * FROM v`. The tokens of q keep their places.
 */
export function recursiveQuery(head: ViewHead, body: Cursor): Cursor {
  const given = body.tokens.slice(body.at, body.end);
  const [first] = given;
  const [start, end] = [first?.start ?? 0, given.at(-1)?.end ?? 0];
  const made = (kind: Token["kind"], text: string, at: number): Token => {
    return { kind, text, value: text, start: at, end: at, spaced: true };
  };
  const name = (at: number) => made("quoted", head.name.at(-1) ?? "", at);
  const columns = head.columns?.flatMap(({ name: column }, index) => [
    made("symbol", index === 0 ? "(" : ",", start),
    made("quoted", column, start),
  ]);
  const tokens = [
    made("word", "WITH", start),
    made("word", "RECURSIVE", start),
    name(start),
    ...(columns ? [...columns, made("symbol", ")", start)] : []),
    made("word", "AS", start),
    made("symbol", "(", start),
    ...given,
    made("symbol", ")", end),
    made("word", "SELECT", end),
    made("symbol", "*", end),
    made("word", "FROM", end),
    name(end),
  ];
  return new Cursor(body.text, body.dialect, tokens);
}
