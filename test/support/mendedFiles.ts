import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { queryFile } from "./duckDb.ts";
import { startBody, writeFiles } from "./inventories.ts";
import { tempFolder } from "./tempFolder.ts";
import type { TestEngine } from "./testEngine.ts";
import { waitFor } from "./waitFor.ts";

interface Result {
  object_name: string;
  status: string;
  error_code?: string;
  error: string | null;
  file?: string;
  line?: number;
  seq: number;
  attempt: number;
}

/** An inventory whose files are written, migrated by an engine, mended, and retried. */
export class MendedFiles implements Disposable {
  private readonly server: TestEngine;
  readonly folder = tempFolder();
  readonly inventory = join(this.folder.path, "ddl");
  private readonly database = join(this.folder.path, "retail.duckdb");

  constructor(server: TestEngine) {
    this.server = server;
    mkdirSync(this.inventory);
  }

  [Symbol.dispose](): void {
    this.folder.remove();
  }

  write(files: Record<string, string>): void {
    writeFiles(this.inventory, files);
  }

  /** The rows of a query on the database that the job made. */
  query(sql: string) {
    return queryFile(this.database, sql);
  }

  async progress(id: string) {
    return (await this.server.call("GET", `/api/migrate/progress/${id}`)).body;
  }

  retry(id: string, body?: object) {
    return this.server.call("POST", `/api/migrate/retry/${id}`, body);
  }

  /** The job's progress when it has ended. */
  async ended(id: string) {
    const states = ["completed", "failed", "cancelled"];
    await waitFor("the end", async () => states.includes((await this.progress(id)).status), 60_000);
    return this.progress(id);
  }

  /** Migrates the files to a DuckDB file and answers the id of the job that has ended. */
  async migrate(more: Record<string, unknown> = {}): Promise<string> {
    const body = startBody(this.inventory, {
      target_path: this.database,
      source_type: "postgres",
      ...more,
    });
    const started = await this.server.call("POST", "/api/migrate/start", body);
    assert.equal(started.status, 200, JSON.stringify(started.body));
    await this.ended(started.body.job_id);
    return started.body.job_id;
  }

  /** Retries, waits for the end, and answers the lines that the retry added to the log. */
  async retried(id: string, body?: object): Promise<string[]> {
    const before = (await this.progress(id)).logs.length;
    const answer = await this.retry(id, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { logs } = await this.ended(id);
    return logs.slice(before).map(({ message }: { message: string }) => message);
  }

  async results(id: string): Promise<Map<string, Result>> {
    const { object_results } = await this.progress(id);
    return new Map(object_results.map((one: Result) => [one.object_name, one]));
  }

  /** Status and error code of each object. */
  async stateOf(id: string): Promise<Record<string, string>> {
    return Object.fromEntries(
      [...(await this.results(id))].map(([name, { status, error_code }]) => [
        name,
        error_code === undefined ? status : `${status} ${error_code}`,
      ]),
    );
  }

  /** What the attempt of this result was made from. */
  async sourceOf(id: string, seq: number) {
    return (await this.server.call("GET", `/api/migrate/jobs/${id}/results/${seq}`)).body.source;
  }
}
