import { createWriteStream } from "node:fs";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Command, InvalidArgumentError, Option } from "commander";
import type { AssessmentFormat, AssessRequestInput } from "../protocol/assessment.ts";
import { AUTO } from "../protocol/dialect.ts";
import type { ApiClient } from "./client.ts";
import { addConnectionOptions, type ConnectionOptions, withEngine } from "./connect.ts";

interface AssessOptions extends ConnectionOptions {
  sourceType: string;
  targetType: "duckdb" | "databricks";
  format: AssessmentFormat;
  output?: string;
  failOn?: "error" | "warning";
  catalog?: string;
  schema?: string;
  include?: string[];
  exclude?: string[];
  minutesPerPoint?: number;
}

/** How an assessment says the worst that it tells of, and how long that is at most. */
const MARK = /(?:"worst":"|<!-- worst: )(error|warning|info)/;
const MARK_CHARS = 40;
/** With --fail-on: there is something of that severity. */
const EXIT_FOUND = 2;

/** `dw-migrate assess`: what an inventory comes to; nothing is executed or stored. */
export function assessCommand(dataFolder: string): Command {
  return addConnectionOptions(new Command("assess"), dataFolder)
    .description("tell what of an inventory translates, what it costs, and what is missing")
    .argument("<path>", "the inventory: a folder, a .sql file or an inventory.json")
    .option("--source-type <type>", "where it comes from; auto: it is detected", AUTO)
    .addOption(
      new Option("--target-type <type>", "what it becomes")
        .choices(["databricks", "duckdb"])
        .default("databricks"),
    )
    .addOption(
      new Option("--format <format>", "how it is written")
        .choices(["json", "markdown", "html"])
        .default("markdown"),
    )
    .option("--output <file>", "where to; default: standard output")
    .addOption(
      new Option("--fail-on <severity>", "exit with 2 when there is such an issue").choices([
        "error",
        "warning",
      ]),
    )
    .option("--catalog <name>", "target catalog")
    .option("--schema <name>", "target schema")
    .option("--include <pattern...>", "only objects of these names; * and ? stand for characters")
    .option("--exclude <pattern...>", "no objects of these names")
    .option("--minutes-per-point <minutes>", "what an effort point stands for", positive)
    .action(async (path: string, options: AssessOptions) => {
      process.exitCode = await withEngine(options, (client) => run(client, path, options));
    });
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 480) return value;
  throw new InvalidArgumentError("Must be a number from above 0 to 480.");
}

async function run(client: ApiClient, path: string, options: AssessOptions): Promise<number> {
  const { format, failOn } = options;
  const request: AssessRequestInput = {
    inventory_path: resolve(path),
    source_type: options.sourceType,
    target_type: options.targetType,
    format,
    ...(options.catalog && { target_catalog: options.catalog }),
    ...(options.schema && { target_schema: options.schema }),
    ...(options.include && { include: options.include }),
    ...(options.exclude && { exclude: options.exclude }),
    ...(options.minutesPerPoint && { minutes_per_point: options.minutesPerPoint }),
  };
  const worst = await write(await client.assess(request), options.output);
  const isFound = worst === "error" || (failOn === "warning" && worst === "warning");
  return failOn && isFound ? EXIT_FOUND : 0;
}

/** Hands the text on; answers the worst severity that it tells of: JSON in its figures, the others in their last line. */
async function write(
  text: ReadableStream<Uint8Array>,
  output: string | undefined,
): Promise<string | undefined> {
  const to = output === undefined ? process.stdout : createWriteStream(output);
  const decoder = new TextDecoder();
  let worst: string | undefined;
  let seen = "";
  async function* watched() {
    for await (const piece of Readable.fromWeb(text as never)) {
      seen = seen.slice(-MARK_CHARS) + decoder.decode(piece, { stream: true });
      worst = MARK.exec(seen)?.[1] ?? worst;
      yield piece;
    }
  }
  await pipeline(watched, to, { end: output !== undefined });
  return worst;
}
