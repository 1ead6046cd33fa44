import * as z from "zod";
import { type EngineFile, healthSchema } from "../../protocol/health.ts";
import { actionResponseSchema } from "../../protocol/requests.ts";
import { messageOf } from "../errors.ts";
import type { L10n, Log } from "../hostTypes.ts";
import type { Endpoint } from "./engineApi.ts";
import { endpointOf } from "./engineFile.ts";
import { EngineHttp } from "./engineHttp.ts";

/** An engine on this machine answers at once; who takes longer is none, or hangs. */
const PROBE_TIMEOUT_MS = 5_000;

/** An engine that answers at the place that the engine file names. */
export interface FoundEngine {
  pid: number;
  version: string;
  endpoint: Endpoint;
  capabilities: readonly string[];
}

/** What can be done with an engine that another window, or another version of us, has started. */
export interface EngineProbe {
  /** The engine of the file; undefined when the file is stale: nobody answers, or somebody else does. */
  find(file: EngineFile): Promise<FoundEngine | undefined>;
  /** Asks it to end; it answers before it does. */
  shutDown(engine: FoundEngine, reason: string): Promise<void>;
}

/** The probe over HTTP. */
export function httpProbe(options: { log: Log; l10n: L10n }): EngineProbe {
  const { log, l10n } = options;
  const withHttp = async <T>(endpoint: Endpoint, work: (http: EngineHttp) => Promise<T>) => {
    const source = {
      current: async () => endpoint,
      invalidate: () => undefined,
      refused: () => false,
    };
    const http = new EngineHttp(source, l10n);
    try {
      return await work(http);
    } finally {
      http.dispose();
    }
  };
  const look = { method: "GET", once: true, timeoutMs: PROBE_TIMEOUT_MS } as const;
  return {
    async find(file) {
      const endpoint = endpointOf(file);
      try {
        return await withHttp(endpoint, async (http) => {
          const health = await http.call({ ...look, path: "/api/health", answer: healthSchema });
          if (health.pid !== file.pid) throw new Error(`it has the pid ${health.pid}`);
          // The list needs the token, health may not.
          await http.call({
            ...look,
            path: "/api/migrate/jobs?limit=1",
            answer: z.looseObject({}),
          });
          const { version, capabilities } = health;
          return { pid: file.pid, version, endpoint, capabilities };
        });
      } catch (error) {
        log.debug(`No engine ${file.pid} at ${endpoint.baseUrl}: ${messageOf(error)}`);
        return undefined;
      }
    },
    async shutDown({ endpoint }, reason) {
      await withHttp(endpoint, (http) =>
        http.call({
          method: "POST",
          path: "/api/engine/shutdown",
          body: { reason },
          answer: actionResponseSchema,
          timeoutMs: PROBE_TIMEOUT_MS,
        }),
      );
    },
  };
}
