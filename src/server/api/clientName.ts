import type { FastifyRequest } from "fastify";

/** How the audit trail names who asks: the header X-Client-Name, else User-Agent. */
export function clientOf({ headers }: Pick<FastifyRequest, "headers">): string {
  const named = headers["x-client-name"] ?? headers["user-agent"] ?? "unknown";
  const name = String(named)
    .replaceAll(/[^\x20-\x7e]/g, "?")
    .trim();
  return name.slice(0, 200) || "unknown";
}
