import type { TranslateRequest, TranslateResponse } from "../../protocol/translate.ts";
import { translateScript } from "../dispatch/translateScript.ts";
import type { WorkerPool } from "../dispatch/workerPool.ts";
import { resolveSourceOf } from "./resolveSource.ts";

/** Translates a piece of SQL; a source type `auto` is detected, and the answer says how surely. */
export async function translateRequest(
  request: TranslateRequest,
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<TranslateResponse> {
  const { type, confidence } = resolveSourceOf(request.source_type, request.sql);
  const statements = await translateScript({ ...request, source_type: type }, pool, signal);
  return { source_type: type, source_type_confidence: confidence, statements };
}
