import type { ModelUsage } from "../../protocol/job.ts";

/** Both usages together; a cost that is not known counts as none beside one that is. */
export function addUsage(a: ModelUsage | null, b: ModelUsage): ModelUsage {
  if (!a) return b;
  return {
    requests: a.requests + b.requests,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    cost: a.cost === null && b.cost === null ? null : (a.cost ?? 0) + (b.cost ?? 0),
  };
}
