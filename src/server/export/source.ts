import type { ObjectResult, ObjectStatus } from "../../protocol/job.ts";
import { AppError } from "../errors.ts";
import type { ArchiveStore, JobSnapshot } from "../store/archive.ts";
import type { HistoryStore } from "../store/history.ts";
import { PAGE, pages } from "./pages.ts";

/** What an export is read from: the job as it was when the export began. */
export interface ExportSource {
  snapshot: JobSnapshot;
  archive: ArchiveStore;
  history: HistoryStore;
  /** The engine's. */
  version: string;
}

/** Results that count, up to the moment of the snapshot, in order. */
export async function* results(
  { snapshot, history }: ExportSource,
  statuses?: readonly ObjectStatus[],
): AsyncGenerator<ObjectResult[]> {
  const { jobId, lastSeq } = snapshot.job;
  const read = (after: number) => history.resultPage(jobId, after, PAGE, { statuses });
  for await (const page of pages(read, ({ seq }) => seq)) {
    yield page
      .filter(({ seq }) => seq <= lastSeq)
      .map(({ json }) => JSON.parse(json) as ObjectResult);
  }
}

/** Throws when the job was deleted meanwhile: a file that ends early must not look like a whole one. */
export async function assertStillThere({ snapshot, archive }: ExportSource): Promise<void> {
  const { jobId } = snapshot.job;
  if (await archive.snapshot(jobId)) return;
  throw new AppError("JOB_DELETED", 409, `Job ${jobId} was deleted while it was exported`);
}
