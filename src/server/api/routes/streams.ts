import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { eventsQuerySchema, jobParamsSchema } from "../../../protocol/requests.ts";
import type { StreamHub } from "../sse/streamHub.ts";
import type { SummaryHub } from "../sse/summaryHub.ts";

/** The event streams. The hubs write to the sockets themselves; Fastify has checked the request before. */
export function streamRoutes(streams: StreamHub, summaries: SummaryHub): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/stream/:job_id",
      {
        // A HEAD has no body, and a stream nothing else.
        exposeHeadRoute: false,
        schema: {
          summary: "Server-sent events of one job, from its start or from after Last-Event-ID",
          produces: ["text/event-stream"],
          params: jobParamsSchema,
        },
      },
      async ({ params, headers }, reply) => {
        await streams.open(params.job_id, cursorOf(headers["last-event-id"]), reply.raw);
        reply.hijack();
      },
    );
    app.get(
      "/events",
      {
        // A HEAD has no body, and a stream nothing else.
        exposeHeadRoute: false,
        schema: {
          summary: "Server-sent events of all jobs' summaries",
          produces: ["text/event-stream"],
          querystring: eventsQuerySchema,
        },
      },
      async ({ query }, reply) => {
        reply.hijack();
        if (query.keep_running !== undefined) summaries.keepsRunning = query.keep_running;
        await summaries.open(reply.raw);
      },
    );
  };
}

/** The seq in a Last-Event-ID; anything that is none starts from the beginning. */
function cursorOf(header: string | string[] | undefined): number {
  const id = Array.isArray(header) ? header[0] : header;
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : 0;
}
