import { randomUUID } from "node:crypto";
import type { Assessment } from "../../protocol/assessment.ts";
import type { ExportFormat } from "../../protocol/jobExport.ts";
import { AppError } from "../errors.ts";
import { exportJob, type JobFile } from "../export/exportJob.ts";
import { readExport } from "../export/readExport.ts";
import { assessJob } from "../export/report/assessJob.ts";
import type { ArchiveStore } from "../store/archive.ts";
import type { HistoryStore } from "../store/history.ts";
import type { JobStore, StoredJob } from "../store/types.ts";
import type { Announcer } from "./announcer.ts";

export interface JobArchiveOptions {
  store: JobStore;
  archive: ArchiveStore;
  history: HistoryStore;
  announcer: Announcer;
  /** The engine's. */
  version: string;
}

/** Jobs as files: out of the engine and back in. */
export class JobArchive {
  readonly #options: JobArchiveOptions;

  constructor(options: JobArchiveOptions) {
    this.#options = options;
  }

  /** The job as it is now, in any state. 404 when there is none. */
  async export(jobId: string, format: ExportFormat): Promise<JobFile> {
    const { archive, history, version } = this.#options;
    const snapshot = await archive.snapshot(jobId);
    if (!snapshot) throw new AppError("JOB_NOT_FOUND", 404, `There is no job ${jobId}.`);
    return exportJob({ snapshot, archive, history, version }, format);
  }

  /** What the job's inventory comes to, by what the job has made of it so far. 404 when there is none, 409 before it is read. */
  async assess(jobId: string): Promise<Assessment> {
    const { archive, history, version } = this.#options;
    const snapshot = await archive.snapshot(jobId);
    if (!snapshot) throw new AppError("JOB_NOT_FOUND", 404, `There is no job ${jobId}.`);
    if (!snapshot.job.planned) {
      throw new AppError("JOB_NOT_READ", 409, `The inventory of job ${jobId} is not read yet.`);
    }
    return assessJob({ snapshot, archive, history, version });
  }

  /** Adds an exported job, to be looked at. It keeps its id unless that is taken. Throws an AppError and adds nothing when the document is not whole. */
  async import(document: unknown, client: string): Promise<StoredJob> {
    const { store, archive, announcer } = this.#options;
    const imported = readExport(document);
    const { job } = imported;
    const original = job.jobId;
    if (await store.job(original)) job.jobId = randomUUID();
    const timestamp = new Date().toISOString();
    const action = "import";
    const detail = job.jobId === original ? undefined : `was ${original}`;
    const audit = [...imported.audit, { timestamp, client, action, detail } as const];
    await archive.importJob({ ...imported, audit });
    announcer.emit("committed", { job, rows: [] });
    return job;
  }
}
