import { basename, extname, resolve } from "node:path";
import { SOURCE_TYPES } from "../protocol/dialect.ts";
import type { ObjectResult } from "../protocol/job.ts";
import type { ApiClient } from "./client.ts";
import { type ConnectionOptions, withEngine } from "./connect.ts";
import { progressView } from "./progress.ts";
import { summaryText } from "./summary.ts";

export interface MigrateOptions extends ConnectionOptions {
  sourceType?: string;
  catalog?: string;
  schema: string;
  dryRun?: boolean;
  targetPath?: string;
  strict?: boolean;
}

/** Below this the detected source type is a guess that nobody should build on unasked. */
const MIN_CONFIDENCE = 0.6;
/** Exit codes: the job could not go on or was cancelled; with --strict, some objects failed. */
const EXIT_FAILED = 1;
const EXIT_OBJECTS_FAILED = 2;

/** Runs `dw-migrate migrate`; answers the exit code. */
export async function migrate(path: string, options: MigrateOptions): Promise<number> {
  return withEngine(options, (client) => run(client, resolve(path), options));
}

async function run(client: ApiClient, path: string, options: MigrateOptions): Promise<number> {
  const started = performance.now();
  const sourceType = options.sourceType ?? (await detect(client, path));
  const answer = await client.start({
    inventory_path: path,
    target_catalog: options.catalog ?? catalogFor(path),
    target_schema: options.schema,
    source_type: sourceType,
    dry_run: options.dryRun ?? false,
    target_path: options.targetPath ? resolve(options.targetPath) : null,
  });
  const onInterrupt = () => {
    process.stderr.write("\nCancelling…\n");
    client.cancel(answer.job_id).catch(() => undefined);
  };
  process.once("SIGINT", onInterrupt);
  const view = progressView(process.stderr);
  const results = new Map<string, ObjectResult>();
  const last = await client
    .follow(answer.job_id, (frame) => {
      for (const result of frame.new_results) {
        results.set(`${result.object_type} ${result.object_name}`, result);
      }
      view.frame(frame);
    })
    .finally(() => view.stop());
  process.off("SIGINT", onInterrupt);
  const database = last.target_path ?? null;
  const elapsed = performance.now() - started;
  process.stdout.write(summaryText(last, [...results.values()], elapsed, database));
  if (last.status !== "completed") return EXIT_FAILED;
  return options.strict && last.failed_objects > 0 ? EXIT_OBJECTS_FAILED : 0;
}

async function detect(client: ApiClient, path: string): Promise<string> {
  const { source_type: found, confidence } = await client.inspect(path);
  if (found === null || confidence < MIN_CONFIDENCE) {
    throw new Error(
      `It is not clear which warehouse ${path} comes from. ` +
        `Say so with --source-type, one of ${SOURCE_TYPES.join(", ")}.`,
    );
  }
  process.stderr.write(
    `Source type: ${found} (detected, ${Math.round(confidence * 100)} % sure)\n`,
  );
  return found;
}

/** A catalog named after the folder or file: letters, digits and underscores. */
function catalogFor(path: string): string {
  const name = basename(path, extname(path)).replaceAll(/[^\p{L}\p{N}_]+/gu, "_");
  return name.replaceAll(/^_+|_+$/g, "") || "warehouse";
}
