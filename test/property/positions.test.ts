import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SOURCE_TYPES, type SourceType } from "../../src/protocol/dialect.ts";
import type { TranslatedStatement } from "../../src/protocol/translate.ts";
import { translateScript } from "../../src/server/dispatch/translateScript.ts";
import { WorkerPool } from "../../src/server/dispatch/workerPool.ts";
import { readInventory } from "../../src/server/inventory/readInventory.ts";
import type { SourcePosition } from "../../src/server/inventory/types.ts";
import { mutate } from "../support/corpus/mutate.ts";
import { Random } from "../support/corpus/random.ts";
import { seedStatements } from "../support/corpus/seeds.ts";
import { tempFolder } from "../support/tempFolder.ts";

const COUNT = Number(process.env.DW_PROPERTY_RUNS ?? 240);
const SEED = Number(process.env.DW_PROPERTY_SEED ?? 11);

/** What says nothing, in every dialect, and ends with its line. */
const LINES = [
  "\n",
  "\r\n",
  "\n   \n\n",
  "\t\t\n",
  "-- CREATE TABLE no (a int); it's a comment\n",
  "/* two\n lines; 'open */\n",
  "-- é 𝒳 表\r\n",
];

/** The same on the line of a statement; words of the client tools have to begin theirs. */
const BESIDE = ["/* on the same line */ ", "  "];
const CLIENT = /^(DELIMITER|GO|SET|\.|\/|@|PROMPT)/i;

/** A script, and the same with something that says nothing put before one of its statements, or before all of it. */
interface Pair {
  source_type: SourceType;
  target_type: "duckdb" | "databricks";
  sql: string;
}

function* scripts(count: number, random: Random): Generator<Pair> {
  const seeds = seedStatements();
  for (let at = 0; at < count; at++) {
    const source_type = SOURCE_TYPES[at % SOURCE_TYPES.length] ?? "postgres";
    const own = seeds.get(source_type) ?? [];
    const statements = [random.pick(own), random.pick(own)].map(ended(source_type));
    if (random.chance(3)) statements.push(mutate(random.pick(own), random.pick(own), random));
    const sql = statements.join("\n").slice(0, 20_000);
    yield { source_type, target_type: random.chance(2) ? "duckdb" : "databricks", sql };
  }
}

/** A statement with what ends it in a script of the dialect. */
function ended(dialect: SourceType): (text: string) => string {
  return (text) => {
    if (dialect === "tsql") return `${text}\nGO`;
    if (dialect === "oracle") return `${text.replace(/;?\s*$/, ";")}\n/`;
    return text.replace(/;?\s*$/, ";");
  };
}

/** All places that an answer names, as offsets of its text, with what they are of. */
function placesOf(sql: string, answer: readonly TranslatedStatement[]): [string, number][] {
  const starts = lineStarts(sql);
  const offset = (line: number, column: number) => (starts[line - 1] ?? Number.NaN) + column - 1;
  return answer.flatMap((one): [string, number][] => [
    [`${one.object_type} ${one.object_name}`, offset(one.line, one.column)],
    ...one.issues.map(({ code, line, column }): [string, number] => [
      code,
      offset(line ?? 0, column ?? 0),
    ]),
  ]);
}

function lineStarts(sql: string): number[] {
  return [0, ...[...sql.matchAll(/\r\n?|\n/g)].map((found) => found.index + found[0].length)];
}

describe("places of issues, of scripts of eight dialects", () => {
  let pool: WorkerPool;
  before(() => {
    pool = new WorkerPool({ size: 2, deadlineMs: 60_000 });
  });
  after(() => pool.close());

  it(`move exactly with what is put before a statement (seed ${SEED})`, async () => {
    const random = new Random(SEED);
    let seen = 0;
    for (const script of scripts(COUNT, random)) {
      const { sql } = script;
      const before = placesOf(sql, await translateScript(script, pool));
      const starts = before.filter(([what]) => !what.startsWith("DWM-"));
      const at = random.chance(3) ? 0 : (starts[random.below(starts.length || 1)]?.[1] ?? 0);
      const lines = Array.from({ length: random.below(4) }, () => random.pick(LINES)).join("");
      const beside = CLIENT.test(sql.slice(at).trimStart()) ? "" : random.pick(BESIDE);
      const put = lines + beside;
      const moved = sql.slice(0, at) + put + sql.slice(at);
      const after = placesOf(moved, await translateScript({ ...script, sql: moved }, pool));
      const expected = before.map(([what, place]): [string, number] => [
        what,
        place < at ? place : place + put.length,
      ]);
      assert.deepEqual(after, expected, JSON.stringify({ ...script, at, put }));
      seen += before.length - starts.length;
    }
    assert.ok(seen > COUNT / 4, "there are issues");
  }).timeout(300_000);

  it(`are the same lines and columns where lines end otherwise (seed ${SEED})`, async () => {
    for (const script of scripts(COUNT / 4, new Random(SEED + 1))) {
      const unix = { ...script, sql: script.sql.replace(/\r\n?/g, "\n") };
      const windows = { ...unix, sql: unix.sql.replaceAll("\n", "\r\n") };
      const places = async (one: Pair) =>
        (await translateScript(one, pool)).flatMap(({ line, column, issues }) => [
          [line, column],
          ...issues.map((issue) => [issue.code, issue.line, issue.column]),
        ]);
      assert.deepEqual(await places(windows), await places(unix), JSON.stringify(unix));
    }
  }).timeout(300_000);

  it(`of files are the same with a byte order mark, and in UTF-16 (seed ${SEED})`, async () => {
    const folder = tempFolder();
    try {
      for (const { source_type, sql } of scripts(COUNT / 8, new Random(SEED + 2))) {
        // What half a character becomes depends on the encoding.
        const whole = sql.toWellFormed();
        const read = async (bytes: string | Buffer) => {
          writeFileSync(join(folder.path, "a.sql"), bytes);
          const inventory = await readInventory(folder.path, source_type, { allowEmpty: true });
          const at = ({ line, column }: SourcePosition) => [line, column];
          const { objects, leftOut } = inventory;
          return [
            objects.flatMap(({ definition, data }) => [...definition, ...data].map(at)),
            leftOut.map(at),
          ];
        };
        const plain = await read(whole);
        assert.deepEqual(await read(`\ufeff${whole}`), plain, JSON.stringify(whole));
        const wide = Buffer.from(`\ufeff${whole}`, "utf16le");
        assert.deepEqual(await read(wide), plain, JSON.stringify(whole));
      }
    } finally {
      folder.remove();
    }
  }).timeout(120_000);
});
