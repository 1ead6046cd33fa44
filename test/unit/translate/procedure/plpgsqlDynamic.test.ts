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

  it("is translated where a variable that is run takes the text", async () => {
    const [body, said] = await translateBody(
      "postgres",
      `CREATE TABLE orders (id integer, who text);
CREATE PROCEDURE p(w text, n integer) LANGUAGE plpgsql AS $$
DECLARE
  q text;
BEGIN
  q := 'UPDATE orders SET who = now()::text || $2 WHERE who = ' || quote_literal(w);
  RAISE NOTICE '%', q;
  EXECUTE q USING n, w;
END $$;`,
    );
    assert.match(body, /SET q = 'UPDATE orders SET who = .* \|\| :p2 WHERE who = ' \|\| concat\(/);
    assert.match(body, /EXECUTE IMMEDIATE q USING w AS p2;$/);
    assert.ok(!said.some((one) => one.startsWith("DWM-PRC-009")), said.join());
  });

  it("is left alone in a variable that is given a text in two places", async () => {
    const [body, said] = await translateBody(
      "postgres",
      `CREATE PROCEDURE p(w text) LANGUAGE plpgsql AS $$
DECLARE
  q text := 'DELETE FROM orders';
BEGIN
  q := q || ' WHERE who IS NULL';
  EXECUTE q;
END $$;`,
    );
    assert.match(body, /SET q = q \|\| ' WHERE who IS NULL';\nEXECUTE IMMEDIATE q;$/);
    assert.deepEqual(said, ["DWM-PRC-009 6:3"]);
  });

  it("is left alone in a variable that a query fills, too", async () => {
    const [body, said] = await translateBody(
      "postgres",
      `CREATE TABLE jobs (id integer, command text);
CREATE PROCEDURE p(w text) LANGUAGE plpgsql AS $$
DECLARE
  q text;
  n integer;
BEGIN
  q := 'DELETE FROM jobs WHERE id::text = ' || quote_literal(w);
  SELECT id, command INTO n, q FROM jobs;
  EXECUTE q;
END $$;`,
    );
    assert.match(body, /-- Not translated: QUOTE_LITERAL/);
    assert.ok(said.includes("DWM-PRC-009 9:3"), said.join());
  });

  for (const [where, parameters, declared] of [
    ["a parameter", "w text, INOUT q text", ""],
    ["a variable with a value", "w text", "DECLARE q text := 'TRUNCATE orders';"],
  ])
    it(`is left alone in ${where}, whose own text may be run`, async () => {
      const [, said] = await translateBody(
        "postgres",
        `CREATE PROCEDURE p(${parameters}) LANGUAGE plpgsql AS $$
${declared}
BEGIN
  IF w IS NOT NULL THEN
    q := 'DELETE FROM orders';
  END IF;
  EXECUTE q;
END $$;`,
      );
      assert.deepEqual(said, ["DWM-PRC-009 7:3"]);
    });
});
