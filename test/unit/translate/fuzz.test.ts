import assert from "node:assert/strict";
import { SOURCE_TYPES, type SourceType } from "../../../src/protocol/dialect.ts";
import { ISSUE_CODES } from "../../../src/server/translate/issueCodes.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import { contextFor, dataOf, objectOf } from "./harness.ts";

const SEEDS: readonly string[] = [
  "CREATE VIEW v AS SELECT a.x, COUNT(*) AS n, CASE WHEN b.y LIKE '%q_' THEN 1 ELSE NULL END FROM s.a LEFT JOIN b ON a.x = b.x WHERE a.d BETWEEN '2020-01-01' AND DATE '2020-02-01' AND a.z IN (1, 2, 3) GROUP BY a.x HAVING COUNT(*) > 1 ORDER BY 2 DESC, a.x",
  "CREATE OR REPLACE VIEW v (p, q) AS WITH c AS (SELECT x, SUM(z) OVER (PARTITION BY x ORDER BY z ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) t FROM w) SELECT x, CAST(t AS DECIMAL(10,2)) FROM c UNION ALL SELECT 1, -2.5e3 FROM c WHERE NOT EXISTS (SELECT 1 FROM w)",
  "CREATE VIEW v AS SELECT SUBSTRING(s, 0, 2), TRIM(BOTH 'x' FROM s), EXTRACT(YEAR FROM d), COALESCE(a, 'it''s'), NULLIF(a, b), ROUND(n, 2), d + INTERVAL '1' DAY, x || y, t.v:a.b[0]::string FROM t, LATERAL (SELECT 1) q",
  "CREATE TABLE t (id INT NOT NULL PRIMARY KEY, n DECIMAL(10,2) DEFAULT 0, s VARCHAR(20) CHECK (s <> ''), d TIMESTAMP DEFAULT CURRENT_TIMESTAMP, CONSTRAINT u UNIQUE (s), FOREIGN KEY (n) REFERENCES o (n) ON DELETE CASCADE) COMMENT = 'x'",
  "CREATE TABLE t AS (SELECT x, y FROM z WHERE x = ANY (SELECT 1)) WITH NO DATA",
];
const ROWS: readonly string[] = [
  "INSERT INTO t (id, s) VALUES (1, 'a''b'), (-2, NULL), (3.5, DEFAULT);",
  "INSERT INTO t SELECT 1, 'x' FROM u WHERE y = 2; UPDATE t SET s = 'q' WHERE id = 1; DELETE FROM t;",
];
const PIECES: readonly string[] = (
  "( ) [ ] { } , ; . .. :: : := = <> < > + - * / % ^ | & ~ || ' \" ` $$ -- /* */ # @ @x $1 0x 1e 1. ? \\ " +
  "SELECT FROM WHERE AS ON NOT NULL CASE END OVER WITH ( ) UNION CONNECT PIVOT FOR XML INTERVAL DATE CAST VALUES \u0000 é 𝒳"
).split(" ");

/** A generator of numbers that gives the same ones each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The text with some of its words left out, doubled, moved, or replaced by something else. */
function mutated(text: string, next: (below: number) => number): string {
  const words = text.split(/(?<=[\s(),.;])|(?=[\s(),.;])/);
  for (let changes = 1 + next(4); changes > 0; changes--) {
    const at = next(words.length);
    const piece = PIECES[next(PIECES.length)] ?? "";
    const kind = next(5);
    if (kind === 0) words.splice(at, 1);
    else if (kind === 1) words.splice(at, 0, words[at] ?? "");
    else if (kind === 2) words[at] = piece;
    else if (kind === 3) words.splice(at, 0, ` ${piece} `);
    else words.length = Math.max(1, at);
  }
  return words.join("");
}

const DIALECTS: readonly SourceType[] = SOURCE_TYPES;

describe("mutated statements", () => {
  it("end as a translation or as an issue at a place, in every dialect", async () => {
    const next = numbers(20);
    let translated = 0;
    for (let round = 0; round < 1200; round++) {
      const dialect = DIALECTS[round % DIALECTS.length] ?? "postgres";
      const sql = mutated(SEEDS[next(SEEDS.length)] ?? "", next);
      const type = /^\W*CREATE\s+TABLE/.test(sql) ? "TABLE" : "VIEW";
      const result = await translateObject(objectOf(type, "t", sql), contextFor(dialect));
      if (result.outcome === "translated") translated++;
      for (const issue of result.issues) {
        assert.ok(Object.hasOwn(ISSUE_CODES, issue.code), sql);
        assert.ok(issue.line >= 10 && issue.column >= 1, sql);
        assert.doesNotMatch(issue.message, /undefined|\[object|NaN/, sql);
      }
    }
    assert.ok(translated > 100, "some of them are still good SQL");
  }).timeout(120_000);

  it("of rows end the same way", async () => {
    const next = numbers(21);
    for (let round = 0; round < 300; round++) {
      const dialect = DIALECTS[round % DIALECTS.length] ?? "postgres";
      const sql = mutated(ROWS[next(ROWS.length)] ?? "", next);
      const text = dialect === "bigquery" ? "STRING" : "VARCHAR(20)";
      const { data } = await dataOf(dialect, `CREATE TABLE t (id INT, s ${text})`, sql);
      for (const issue of data.issues) assert.ok(Object.hasOwn(ISSUE_CODES, issue.code), sql);
    }
  }).timeout(120_000);

  it("of great depth end at all", async () => {
    for (const dialect of DIALECTS) {
      for (const deep of [
        `CREATE VIEW v AS SELECT ${"(".repeat(3000)}1${")".repeat(3000)}`,
        `CREATE VIEW v AS SELECT ${"(".repeat(5000)}`,
        `CREATE VIEW v AS SELECT ${"CASE WHEN 1=1 THEN ".repeat(3000)}1`,
        `CREATE VIEW v AS SELECT 1${" + 1".repeat(2000)}`,
        `CREATE VIEW v AS ${"SELECT 1 UNION ALL ".repeat(500)}SELECT 1`,
        `CREATE TABLE t (a INT DEFAULT ${"NOT ".repeat(5000)}1)`,
      ]) {
        const type = deep.startsWith("CREATE TABLE") ? "TABLE" : "VIEW";
        const result = await translateObject(objectOf(type, "t", deep), contextFor(dialect));
        assert.ok(result.outcome === "translated" || result.issues.length > 0);
      }
      const row = `INSERT INTO t VALUES (${"(".repeat(5000)}1${")".repeat(5000)})`;
      const { data } = await dataOf(dialect, "CREATE TABLE t (id INT)", row);
      assert.ok(data.outcome === "translated" || data.issues.length > 0);
    }
  }).timeout(120_000);
});
