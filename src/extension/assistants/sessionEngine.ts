import { type AssistantEngine, ToolError } from "../../assistants/assistantEngine.ts";
import type { Session } from "../engine/engineConnection.ts";

export interface SessionEngineOptions {
  session: Session;
  /** Where the engine runs, for people. */
  place: string;
  issuePage(code: string): Promise<string | undefined>;
}

/** What the tools need of an engine, from the editor's connection. */
export function sessionEngine({
  session,
  place,
  issuePage,
}: SessionEngineOptions): AssistantEngine {
  const { api, capabilities } = session;
  /** Servers of the old system can list, start and cancel, nothing else. */
  const needs = (capability: string, what: string) => {
    if (!capabilities.has(capability))
      throw new ToolError(`${place} cannot ${what}: it is too old.`);
  };
  return {
    place,
    jobs: () => api.jobs(),
    async unsuccessful(jobId) {
      if (capabilities.has("history")) return api.control.unsuccessful(jobId);
      const { object_results } = await api.progress(jobId);
      return object_results.filter(({ status }) => status !== "success");
    },
    async resultDetail(jobId, seq) {
      needs("history", "show both sides of an object");
      return api.control.resultDetail(jobId, seq);
    },
    async translate(request) {
      needs("translate", "translate SQL");
      return api.control.translate(request);
    },
    async validate(request) {
      needs("validate", "check a start");
      return api.control.validate(request);
    },
    start: (request) => api.start(request),
    async retry(jobId, selection) {
      needs("control", "run objects again");
      return api.control.retry(jobId, selection);
    },
    issuePage,
  };
}
