import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SOURCE_TYPES, type SourceType } from "../../../src/protocol/dialect.ts";
import { splitScript } from "../../../src/server/inventory/split.ts";
import { generate } from "./generate.ts";

const SAMPLES = join(import.meta.dirname, "../../../samples");
const WITH_SAMPLES: readonly SourceType[] = ["oracle", "snowflake", "tsql", "postgres"];
/** Longer ones are rows; a few lines of them say as much. */
const MOST_LENGTH = 4000;

/** Statements of each dialect to begin from: those of the samples and generated ones. */
export function seedStatements(): Map<SourceType, string[]> {
  const seeds = new Map<SourceType, string[]>();
  for (const dialect of SOURCE_TYPES) {
    const texts = [...generate(dialect, 80, 5)].map(({ text }) => text);
    if (WITH_SAMPLES.includes(dialect)) texts.push(...sampleStatements(dialect));
    seeds.set(dialect, texts);
  }
  return seeds;
}

function sampleStatements(dialect: SourceType): string[] {
  const folder = join(SAMPLES, dialect);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".sql"),
  );
  return files.sort().flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const statements = [...splitScript(text, dialect)].map((statement) =>
      statement.text.slice(0, MOST_LENGTH),
    );
    return /data/.test(file) ? statements.slice(0, 3) : statements;
  });
}
