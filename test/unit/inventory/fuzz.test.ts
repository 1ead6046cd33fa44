import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { SOURCE_TYPES, type SourceType } from "../../../src/protocol/dialect.ts";
import { assemble } from "../../../src/server/inventory/assemble.ts";
import { InventoryBuilder } from "../../../src/server/inventory/builder.ts";
import { splitScript } from "../../../src/server/inventory/split.ts";

const SAMPLES = join(import.meta.dirname, "../../../samples");
const SEED = 20_260_801;
const ROUNDS = 400;
const BITS = [
  "'",
  '"',
  "`",
  "[",
  "]",
  "(",
  ")",
  ";",
  "/*",
  "*/",
  "--",
  "$$",
  "\nGO\n",
  "\n/\n",
  "BEGIN ",
  " END",
  "CASE ",
  "\nCREATE ",
  " IF ",
  " LOOP ",
  "DELIMITER $\n",
  "\\",
  "\0",
  "\ud800",
  "é",
  "q'[",
  "N'",
  "@",
  ".",
  "..",
  ",",
  "WITH a AS (",
  "COPY a FROM stdin;",
];

/** Small numbers from a seed, the same on every run (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(text: string, below: (limit: number) => number): string {
  let result = text;
  for (let change = below(6); change >= 0; change--) {
    const at = below(result.length + 1);
    const length = below(40);
    const bit = BITS[below(BITS.length)] ?? "";
    const kinds = [
      () => result.slice(0, at),
      () => result.slice(0, at) + result.slice(at + length),
      () => result.slice(0, at) + bit + result.slice(at),
      () => result.slice(0, at) + bit + result.slice(at + length),
      () => result.slice(at) + result.slice(0, at),
    ];
    result = kinds[below(kinds.length)]?.() ?? result;
  }
  return result;
}

function check(text: string, dialect: SourceType): void {
  const builder = new InventoryBuilder(dialect);
  builder.beginFile("a.sql", text);
  let end = 0;
  for (const statement of splitScript(text, dialect)) {
    assert.ok(statement.start >= end && statement.end > statement.start, "statements overlap");
    assert.equal(text.slice(statement.start, statement.end), statement.text);
    end = statement.end;
    builder.add(statement);
  }
  assert.ok(end <= text.length);
  for (const object of assemble(builder, dialect)) {
    for (const range of object.data) assert.ok(range.end <= text.length && range.start < range.end);
  }
}

describe("any text", () => {
  it(`is read without an error, in statements that do not overlap (seed ${SEED})`, async () => {
    const paths = (await readdir(SAMPLES, { recursive: true })).filter((path) =>
      path.endsWith(".sql"),
    );
    const texts = await Promise.all(
      paths.sort().map((path) => readFile(join(SAMPLES, path), "utf8")),
    );
    const below = random(SEED);
    for (let round = 0; round < ROUNDS; round++) {
      const first = texts[below(texts.length)]?.slice(0, 6000) ?? "";
      const second = texts[below(texts.length)]?.slice(0, 3000) ?? "";
      const text = mutate(`${first}\n${second}`, below);
      const dialect = SOURCE_TYPES[below(SOURCE_TYPES.length)] ?? "postgres";
      try {
        check(text, dialect);
      } catch (cause) {
        throw new Error(`round ${round}, ${dialect}: ${JSON.stringify(text.slice(0, 2000))}`, {
          cause,
        });
      }
    }
  });
});
