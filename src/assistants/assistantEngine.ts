import type { ResultDetail } from "../protocol/history.ts";
import type { JobSummary, ObjectResult } from "../protocol/job.ts";
import type {
  RetryRequestInput,
  RetryResponse,
  StartRequestInput,
  StartResponse,
  ValidateResponse,
} from "../protocol/requests.ts";
import type { TranslateRequestInput, TranslateResponse } from "../protocol/translate.ts";

/** What the tools need of an engine. The MCP server has it from the command line's client, the editor from its connection. */
export interface AssistantEngine {
  /** Where it runs, for people: an address, or that it is the engine of this machine. */
  readonly place: string;
  /** All jobs, newest first. */
  jobs(): Promise<JobSummary[]>;
  /** The objects of a job that failed or were skipped, in the order of their results. */
  unsuccessful(jobId: string): Promise<ObjectResult[]>;
  resultDetail(jobId: string, seq: number): Promise<ResultDetail>;
  translate(request: TranslateRequestInput): Promise<TranslateResponse>;
  validate(request: StartRequestInput): Promise<ValidateResponse>;
  start(request: StartRequestInput): Promise<StartResponse>;
  retry(jobId: string, selection: RetryRequestInput): Promise<RetryResponse>;
  /** The page of docs/issues about a code; undefined when there is none. */
  issuePage(code: string): Promise<string | undefined>;
}

/** What a tool answers: the same for people and models as text, and for programs as data. */
export interface ToolAnswer<Data extends object = object> {
  text: string;
  data: Data;
}

/** A tool could not do what it was asked for. The message says what is wrong and what to do next. */
export class ToolError extends Error {
  override name = "ToolError";
}
