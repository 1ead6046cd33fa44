import type { DatabaseSync } from "node:sqlite";
import type { LogEntry } from "../../../protocol/job.ts";
import type { LeftOut } from "../../inventory/types.ts";
import type { TargetColumn } from "../../translate/types.ts";
import type {
  Batch,
  Committed,
  Finished,
  JobStore,
  NewAudit,
  NewJob,
  ObjectRef,
  Plan,
  PlannedObject,
  Reread,
  RetrySelection,
  StoredJob,
  StreamRow,
} from "../types.ts";
import { JobChanges, requireJob } from "./jobChanges.ts";
import { openDatabase } from "./openDatabase.ts";
import { hasCode, logRow, mergeBySeq, toJob, toLog, toPlannedObject, toResultRow } from "./rows.ts";
import { SqliteArchive } from "./sqliteArchive.ts";
import { SqliteHistory } from "./sqliteHistory.ts";
import { Statements } from "./statements.ts";
import { Transactions } from "./transactions.ts";

/** The JobStore in one SQLite file. Statements are prepared once; calls are synchronous inside. */
export class SqliteStore implements JobStore {
  readonly #database: DatabaseSync;
  readonly #transactions: Transactions;
  readonly #sql: Statements;
  readonly #changes: JobChanges;

  /** Opens or creates the database file at `path`; throws an AppError when it is damaged or newer than this program. */
  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#transactions = new Transactions(this.#database, path);
    this.#sql = new Statements(this.#database);
    this.#changes = new JobChanges(this.#sql);
  }

  async createJob(job: NewJob): Promise<StoredJob> {
    this.#sql.run(
      "insertJob",
      job.jobId,
      job.createdAt,
      job.sourceType,
      job.targetCatalog,
      job.targetSchema,
      job.inventoryPath,
      job.targetPath,
      job.dryRun ? 1 : 0,
      job.targetType,
      job.detection && JSON.stringify(job.detection),
      job.modelId,
      job.concurrency,
      job.onError,
      job.include && JSON.stringify(job.include),
      job.exclude && JSON.stringify(job.exclude),
      job.priority,
      job.createdAt,
    );
    return requireJob(this.#sql, job.jobId);
  }

  async job(jobId: string): Promise<StoredJob | undefined> {
    const row = this.#sql.get("job", jobId);
    return row && toJob(row);
  }

  async jobs(): Promise<StoredJob[]> {
    return this.#sql.all("jobs").map(toJob);
  }

  async deleteJob(jobId: string): Promise<void> {
    this.#sql.run("deleteJob", jobId);
  }

  async addObjects(jobId: string, objects: PlannedObject[]): Promise<void> {
    this.#transactions.atomically(() => {
      for (const object of objects) {
        this.#sql.run(
          "insertObject",
          jobId,
          object.ordinal,
          object.source.objectType,
          object.targetName,
          JSON.stringify(object.dependsOn),
          JSON.stringify(object.source),
        );
      }
    });
  }

  async addLeftOut(jobId: string, from: number, leftOut: readonly LeftOut[]): Promise<void> {
    this.#transactions.atomically(() => this.#changes.addLeftOut(jobId, from, leftOut));
  }

  async setPlanned(jobId: string, plan: Plan | null): Promise<void> {
    this.#transactions.atomically(() => {
      if (plan === null) {
        this.#sql.run("deleteObjects", jobId);
        this.#sql.run("deleteLeftOut", jobId);
      }
      const { total = 0, userTypes = {}, survey, print = null } = plan ?? {};
      const read = survey ? JSON.stringify(survey) : null;
      const planned = plan === null ? 0 : 1;
      this.#sql.run("setPlanned", planned, total, JSON.stringify(userTypes), read, print, jobId);
    });
  }

  async objectRefs(jobId: string): Promise<ObjectRef[]> {
    return this.#sql.all("refs", jobId).map((row) => ({
      ordinal: row.ordinal as number,
      objectType: row.object_type as string,
      dependsOn: JSON.parse(row.depends_on as string) as number[],
    }));
  }

  async objects(jobId: string, ordinals: readonly number[]): Promise<PlannedObject[]> {
    return ordinals.flatMap((ordinal) => {
      const row = this.#sql.get("object", jobId, ordinal);
      return row ? [toPlannedObject(row)] : [];
    });
  }

  async columns(jobId: string, ordinals: readonly number[]): Promise<Map<number, TargetColumn[]>> {
    const found = new Map<number, TargetColumn[]>();
    for (const ordinal of ordinals) {
      const row = this.#sql.get("columns", jobId, ordinal);
      if (typeof row?.columns === "string") found.set(ordinal, JSON.parse(row.columns));
    }
    return found;
  }

  async finished(jobId: string): Promise<Finished[]> {
    return this.#sql.all("finished", jobId).map((row) => ({
      ordinal: row.ordinal as number,
      status: row.status as Finished["status"],
      blocked: row.blocked === 1,
    }));
  }

  async attempts(jobId: string): Promise<Map<number, number>> {
    return new Map(
      this.#sql.all("attempts", jobId).map((row) => [row.ordinal as number, row.attempt as number]),
    );
  }

  async select(
    jobId: string,
    { names, codes }: RetrySelection,
  ): Promise<{ ordinals: number[]; unknown: string[] }> {
    const ordinals = new Set<number>();
    const wanted = new Set(names);
    const unknown = new Set(names);
    if (names) {
      for (const row of this.#sql.all("names", jobId)) {
        if (!wanted.has(row.name as string)) continue;
        unknown.delete(row.name as string);
        ordinals.add(row.ordinal as number);
      }
    }
    if (codes || !names) {
      for (const row of this.#sql.all("failures", jobId)) {
        if (!codes || hasCode(row, codes)) ordinals.add(row.ordinal as number);
      }
    }
    return { ordinals: [...ordinals].sort((a, b) => a - b), unknown: [...unknown] };
  }

  async reopen(
    jobId: string,
    ordinals: readonly number[],
    batch: Batch,
    reread?: Reread,
  ): Promise<Committed> {
    return this.#transactions.atomically(() =>
      this.#changes.reopen(jobId, ordinals, batch, reread),
    );
  }

  async commit(jobId: string, batch: Batch): Promise<Committed> {
    return this.#transactions.atomically(() => this.#changes.commit(jobId, batch));
  }

  async rowsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    const logs = this.#sql.all("logsAfter", jobId, after, limit).map((row) => logRow(toLog(row)));
    const results = this.#sql.all("resultRowsAfter", jobId, after, limit).map(toResultRow);
    return mergeBySeq(logs, results, limit);
  }

  async latestLogs(jobId: string, limit: number): Promise<LogEntry[]> {
    return this.#sql.all("latestLogs", jobId, limit).map(toLog);
  }

  async resultsAfter(jobId: string, after: number, limit: number): Promise<StreamRow[]> {
    return this.#sql.all("resultsAfter", jobId, after, limit).map(toResultRow);
  }

  async addAudit({ timestamp, jobId, client, action, detail }: NewAudit): Promise<void> {
    this.#sql.run("addAudit", timestamp, jobId, client, action, detail ?? null);
  }

  /** What is read of the past, from the same file. */
  history(): SqliteHistory {
    return new SqliteHistory(this.#database);
  }

  /** Jobs as a whole, from and to the same file. */
  archive(): SqliteArchive {
    return new SqliteArchive(this.#database, this.#transactions);
  }

  async close(): Promise<void> {
    this.#transactions.close();
    if (this.#database.isOpen) this.#database.close();
  }
}
