import type { JobModel } from "../jobs/jobModel.ts";

/**
 * Where the files of jobs are on this machine. A running job asks for the same files again and again: each is looked up on
 * the disk once a job.
 */
export class SourcePaths {
  readonly #find: (job: JobModel, file: string) => string | undefined;
  readonly #known = new Map<string, Map<string, string | undefined>>();

  constructor(find: (job: JobModel, file: string) => string | undefined) {
    this.#find = find;
  }

  /** The path of a job's file; undefined where it is not on this machine. */
  of(job: JobModel, file: string): string | undefined {
    const known = this.#known.get(job.id) ?? new Map<string, string | undefined>();
    this.#known.set(job.id, known);
    if (!known.has(file)) known.set(file, this.#find(job, file));
    return known.get(file);
  }

  /** Forgets all other jobs. */
  keepOnly(jobs: readonly JobModel[]): void {
    const ids = new Set(jobs.map(({ id }) => id));
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id);
  }
}
