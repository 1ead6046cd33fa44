/**
 * Entry of the second bundle: everything that is heavy (undici, eventsource, zod). It is loaded on first use, so that
 * activation stays cheap; the first bundle imports only types from here. See loadEngineClient.ts.
 */
import { SOURCE_TYPE_LABELS, SOURCE_TYPES, type SourceType } from "../../protocol/dialect.ts";
import { EmbeddedEngine, type EmbeddedEngineOptions } from "./embeddedEngine.ts";
import type { EngineApi } from "./engineApi.ts";
import { HttpEngineApi, type HttpEngineApiOptions } from "./httpEngineApi.ts";
import { httpProbe } from "./probeEngine.ts";

/** A source type with the name that people read. */
export interface SourceTypeName {
  type: SourceType;
  label: string;
}

/** All source types, in the order in which they are offered. */
export function sourceTypeNames(): SourceTypeName[] {
  return SOURCE_TYPES.map((type) => ({ type, label: SOURCE_TYPE_LABELS[type] }));
}

/** The engine behind an endpoint. */
export function createEngineApi(options: HttpEngineApiOptions): EngineApi {
  return new HttpEngineApi(options);
}

/** The engine that runs on this machine. */
export function createEmbeddedEngine(
  options: Omit<EmbeddedEngineOptions, "probe">,
): EmbeddedEngine {
  return new EmbeddedEngine({ ...options, probe: httpProbe(options) });
}
