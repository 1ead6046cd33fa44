import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { actionResponseSchema, shutdownRequestSchema } from "../../../protocol/requests.ts";

/** What can be asked of the engine itself. */
export function engineRoutes(onShutdown: (reason: string) => void): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/api/engine/shutdown",
      {
        schema: {
          summary: "End the engine; unfinished jobs go on at its next start",
          body: shutdownRequestSchema,
          response: { 202: actionResponseSchema },
        },
      },
      async ({ body }, reply) => {
        // The answer goes out first.
        reply.raw.once("finish", () => onShutdown(body?.reason ?? "asked for by a client"));
        return reply.status(202).send({ success: true, message: "The engine ends" });
      },
    );
  };
}
