import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { SourceType } from "../../protocol/dialect.ts";
import type { PlannedObject } from "../store/types.ts";
import type {
  Choice,
  PlanHead,
  PlanSummary,
  ReaderMessage,
  ReaderRequest,
  ReaderResults,
} from "./readerMessages.ts";

/** The reader's program beside this module: source when run from source, the bundle when bundled. */
function readerFile(): string {
  const name = import.meta.url.endsWith(".ts") ? "./reader.ts" : "./reader.mjs";
  return fileURLToPath(new URL(name, import.meta.url));
}

/** What is planned of which inventory. */
export interface PlanRequest {
  path: string;
  sourceType: SourceType;
  choice: Choice;
  usage?: boolean;
  /** Where objects go in Databricks; default: names stay as the source writes them. */
  place?: { catalog: string; schema: string };
}

type TakeChunk = (chunk: PlannedObject[], head: PlanHead) => Promise<void>;

/** Reads inventories, each in a process of its own that ends with the answer. */
export class InventoryReader {
  /**
   * Hands the objects to `take` in dependency order, chunk by chunk; `signal` ends the reading. With `usage` it is also told
   * what the objects use.
   */
  plan(
    { usage = false, ...request }: PlanRequest,
    take: TakeChunk,
    signal: AbortSignal,
  ): Promise<PlanSummary> {
    return ask({ task: "plan", ...request, usage }, take, signal);
  }

  /** Counts the objects by type, and tells what would not be migrated. */
  survey(path: string, sourceType: SourceType, choice: Choice): Promise<ReaderResults["survey"]> {
    return ask({ task: "survey", path, sourceType, choice });
  }

  /** Tells the dialect of an inventory, with a confidence from 0 to 1. */
  detect(path: string): Promise<ReaderResults["detect"]> {
    return ask({ task: "detect", path });
  }
}

function ask<Request extends ReaderRequest>(
  request: Request,
  take?: TakeChunk,
  signal?: AbortSignal,
): Promise<ReaderResults[Request["task"]]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    let head: PlanHead = { total: 0, userTypes: {} };
    const child = fork(readerFile(), { serialization: "advanced", execArgv: [] });
    const fail = (error: unknown) => {
      reject(error);
      child.kill("SIGKILL");
    };
    const abort = () => fail(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    child.on("message", (message: ReaderMessage) => {
      if ("head" in message) head = message.head;
      else if ("chunk" in message) {
        const taken = take ? take(message.chunk, head) : Promise.resolve();
        taken.then(() => child.connected && child.send("next"), fail);
      } else if ("error" in message) reject(new Error(message.error));
      else resolve(message.result as ReaderResults[Request["task"]]);
    });
    child.on("error", reject);
    child.on("exit", (code, killed) => {
      signal?.removeEventListener("abort", abort);
      // Says nothing new when the answer was there.
      reject(
        new Error(`The inventory could not be read: the reader ended with ${killed ?? code}.`),
      );
    });
    child.send(request);
  });
}
