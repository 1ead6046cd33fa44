import type { LogPage, ResultDetail } from "../../protocol/history.ts";
import type { ObjectResult } from "../../protocol/job.ts";
import type { ExportFormat } from "../../protocol/jobExport.ts";
import type {
  ActionResponse,
  RetryRequestInput,
  RetryResponse,
  StartRequestInput,
  ValidateResponse,
} from "../../protocol/requests.ts";

import type { TranslateRequestInput, TranslateResponse } from "../../protocol/translate.ts";

/** What our servers can do beyond the calls of the old system; ask the session's capabilities before. */
export interface JobControlApi {
  // Capability `control`.
  pause(jobId: string): Promise<ActionResponse>;
  resume(jobId: string): Promise<ActionResponse>;
  /** Interrupts what is in work. */
  cancelNow(jobId: string): Promise<ActionResponse>;
  /** Without a selection, all that failed is run again. `signal` calls it off before anything has changed. */
  retry(jobId: string, selection?: RetryRequestInput, signal?: AbortSignal): Promise<RetryResponse>;
  // Capability `validate`.
  validate(body: StartRequestInput): Promise<ValidateResponse>;
  // Capability `translate`.
  translate(body: TranslateRequestInput): Promise<TranslateResponse>;
  // Capability `history`.
  logs(jobId: string, after: number, limit: number): Promise<LogPage>;
  /** One result with its source and what was made of it. */
  resultDetail(jobId: string, seq: number): Promise<ResultDetail>;
  /** All objects that failed or were skipped. */
  unsuccessful(jobId: string): Promise<ObjectResult[]>;
  exportJob(jobId: string, format: ExportFormat): Promise<string>;
  /** Takes in what exportJob gave out as JSON; answers the id of the read-only job. */
  importJob(document: object): Promise<string>;
}
