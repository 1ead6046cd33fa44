import assert from "node:assert/strict";
import { translateBody } from "./body.ts";

const HEAD = `CREATE TABLE orders (id integer, who text);
CREATE PROCEDURE p(tab text, w text, n integer, INOUT v integer) LANGUAGE plpgsql AS $$
BEGIN
  `;

const NAME = (value: string) => `concat('\`', replace(${value}, '\`', '\`\`'), '\`')`;
const TEXT = (value: string) =>
  `concat('\\'', replace(replace(${value}, '\\\\', '\\\\\\\\'), '\\'', '\\\\\\''), '\\'')`;
const OR_NULL = (value: string) => `coalesce(${TEXT(value)}, 'NULL')`;

/** Statements, the text that they run, what is behind it, and where something is told. */
const COMPOSED: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    "EXECUTE format('DELETE FROM %I WHERE who = %L', tab, w);",
    `'DELETE FROM ' || ${NAME("tab")} || ' WHERE who = ' || ${OR_NULL("w")}`,
    "",
    ["DWM-PRC-007 4:11"],
  ],
  [
    "EXECUTE format('UPDATE orders SET who = %2$L || ''%%'' WHERE who = %1$L', w, tab);",
    `'UPDATE orders SET who = ' || ${OR_NULL("tab")} || ' || \\'%\\' WHERE who = ' || ${OR_NULL("w")}`,
    "",
    [],
  ],
  [
    "EXECUTE format('SELECT max(id) FROM %s WHERE id < $2 AND id > $1', quote_ident(tab)) INTO v USING n, v;",
    `'SELECT max(id) AS max FROM ' || ${NAME("tab")} || ' WHERE id < :p2 AND id > :p1'`,
    " INTO v USING n AS p1, v AS p2",
    ["DWM-PRC-007 4:11"],
  ],
  [
    "EXECUTE 'DELETE FROM orders WHERE who = ' || quote_literal(w) || ' OR who = ' || quote_nullable(tab);",
    `'DELETE FROM orders WHERE who = ' || ${TEXT("w")} || ' OR who = ' || ${OR_NULL("tab")}`,
    "",
    [],
  ],
  [
    "EXECUTE format('DELETE FROM orders WHERE id = %s', n);",
    "'DELETE FROM orders WHERE id = ' || coalesce(CAST(n AS STRING), '')",
    "",
    ["DWM-PRC-007 4:11"],
  ],
];

/** Texts that cannot be told beforehand. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["EXECUTE format('DELETE FROM orders WHERE who = ''%I''', tab);", "DWM-QRY-004 4:11"],
  ["EXECUTE format('DELETE FROM orders WHERE who = %-10L', w);", "DWM-QRY-004 4:11"],
  ["EXECUTE format('DELETE FROM orders WHERE who = %2$L', w);", "DWM-QRY-004 4:11"],
  ["EXECUTE 'DELETE FROM orders ' || w;", "DWM-PRC-009 4:3"],
];

describe("Dynamic SQL of PL/pgSQL", () => {
  for (const [statement, text, behind, issues] of COMPOSED)
    it(`quotes names and values as the target does: ${statement}`, async () => {
      const [body, said] = await translateBody("postgres", `${HEAD}${statement}\nEND $$;`);
      const lines = body.split("\n").map((line) => line.trim());
      assert.equal(lines[2], `SET dwm_statement = ${text};`);
      assert.equal(lines[3], `EXECUTE IMMEDIATE dwm_statement${behind};`);
      assert.deepEqual(said, issues);
    });

  for (const [statement, expected] of REFUSED)
    it(`is not guessed at: ${statement}`, async () => {
      const [, said] = await translateBody("postgres", `${HEAD}${statement}\nEND $$;`);
      assert.deepEqual(said, [expected]);
    });
});
