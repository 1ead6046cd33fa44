import * as z from "zod";
import {
  type LogPage,
  logPageSchema,
  type ResultDetail,
  resultDetailSchema,
} from "../../protocol/history.ts";
import { type ObjectResult, objectResultSchema } from "../../protocol/job.ts";
import type { ExportFormat } from "../../protocol/jobExport.ts";
import {
  type ActionResponse,
  actionResponseSchema,
  type RetryRequestInput,
  type RetryResponse,
  retryResponseSchema,
  type StartRequestInput,
  type ValidateResponse,
  validateResponseSchema,
} from "../../protocol/requests.ts";
import {
  type TranslateRequestInput,
  type TranslateResponse,
  translateResponseSchema,
} from "../../protocol/translate.ts";
import type { EngineHttp } from "./engineHttp.ts";
import type { JobControlApi } from "./jobControlApi.ts";

/** Reading a big folder, and writing or reading a big job, takes a while. */
const LONG_TIMEOUT_MS = 120_000;
/** The largest inventories take minutes to read, and more on a computer that is busy. */
const READING_TIMEOUT_MS = 1_800_000;
const RESULTS_PER_PAGE = 10_000;

const importResponseSchema = z.looseObject({ job_id: z.string() });
const resultsSchema = z.looseObject({
  object_results: z.array(objectResultSchema),
  next_after: z.int().nullable(),
});

/** The calls of our own servers over HTTP. */
export class HttpJobControl implements JobControlApi {
  readonly #http: EngineHttp;

  constructor(http: EngineHttp) {
    this.#http = http;
  }

  pause(jobId: string): Promise<ActionResponse> {
    return this.#act("pause", jobId);
  }

  resume(jobId: string): Promise<ActionResponse> {
    return this.#act("resume", jobId);
  }

  cancelNow(jobId: string): Promise<ActionResponse> {
    return this.#act("cancel", jobId, { force: true });
  }

  retry(
    jobId: string,
    selection?: RetryRequestInput,
    signal?: AbortSignal,
  ): Promise<RetryResponse> {
    const path = `/api/migrate/retry/${encodeURIComponent(jobId)}`;
    return this.#http.call({
      method: "POST",
      path,
      ...(selection && { body: selection }),
      answer: retryResponseSchema,
      // The inventory may be read again first.
      timeoutMs: READING_TIMEOUT_MS,
      signal,
    });
  }

  validate(body: StartRequestInput): Promise<ValidateResponse> {
    return this.#http.call({
      method: "POST",
      path: "/api/migrate/validate",
      body,
      answer: validateResponseSchema,
      timeoutMs: LONG_TIMEOUT_MS,
    });
  }

  translate(body: TranslateRequestInput): Promise<TranslateResponse> {
    return this.#http.call({
      method: "POST",
      path: "/api/migrate/translate",
      body,
      answer: translateResponseSchema,
      timeoutMs: LONG_TIMEOUT_MS,
    });
  }

  logs(jobId: string, after: number, limit: number): Promise<LogPage> {
    const path = `${jobPath(jobId)}/logs?after=${after}&limit=${limit}`;
    return this.#http.call({ method: "GET", path, answer: logPageSchema });
  }

  resultDetail(jobId: string, seq: number): Promise<ResultDetail> {
    const path = `${jobPath(jobId)}/results/${seq}`;
    return this.#http.call({ method: "GET", path, answer: resultDetailSchema });
  }

  async unsuccessful(jobId: string): Promise<ObjectResult[]> {
    const found: ObjectResult[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const query: string = `after=${after}&limit=${RESULTS_PER_PAGE}&status=error,skipped`;
      const path: string = `${jobPath(jobId)}/results?${query}`;
      const page: z.infer<typeof resultsSchema> = await this.#http.call({
        method: "GET",
        path,
        answer: resultsSchema,
      });
      for (const result of page.object_results) found.push(result);
      after = page.next_after;
    }
    return found;
  }

  exportJob(jobId: string, format: ExportFormat): Promise<string> {
    const path = `${jobPath(jobId)}/export?format=${format}`;
    return this.#http.text({ method: "GET", path, timeoutMs: LONG_TIMEOUT_MS });
  }

  async importJob(document: object): Promise<string> {
    const { job_id } = await this.#http.call({
      method: "POST",
      path: "/api/migrate/import",
      body: document,
      answer: importResponseSchema,
      timeoutMs: LONG_TIMEOUT_MS,
    });
    return job_id;
  }

  #act(action: string, jobId: string, body?: object): Promise<ActionResponse> {
    const path = `/api/migrate/${action}/${encodeURIComponent(jobId)}`;
    return this.#http.call({
      method: "POST",
      path,
      ...(body && { body }),
      answer: actionResponseSchema,
    });
  }
}

function jobPath(jobId: string): string {
  return `/api/migrate/jobs/${encodeURIComponent(jobId)}`;
}
