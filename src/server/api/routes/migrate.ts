import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { AUTO } from "../../../protocol/dialect.ts";
import { jobSchema } from "../../../protocol/job.ts";
import { problemSchema } from "../../../protocol/problem.ts";
import {
  actionResponseSchema,
  inspectRequestSchema,
  inspectResponseSchema,
  jobParamsSchema,
  startRequestSchema,
  startResponseSchema,
} from "../../../protocol/requests.ts";
import type { JobService } from "../../jobs/jobService.ts";
import type { JobStore } from "../../store/types.ts";
import { clientOf } from "../clientName.ts";
import { jobDocument } from "../jobDocument.ts";

const problems = { 400: problemSchema, 401: problemSchema, 404: problemSchema, 409: problemSchema };

/** Start, progress and delete, as the old system has them, and `inspect`. */
export function migrateRoutes(jobs: JobService, store: JobStore): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/start",
      {
        schema: {
          summary: "Start a migration",
          body: startRequestSchema,
          response: { 200: startResponseSchema, ...problems },
        },
      },
      async (request) => {
        const started = await jobs.start(request.body, clientOf(request));
        const { jobId, total, message, source } = started;
        const answer = { success: true, job_id: jobId, total_objects: total, message };
        if (request.body.source_type !== AUTO) return answer;
        const { type: source_type, confidence: source_type_confidence } = source;
        return { ...answer, source_type, source_type_confidence };
      },
    );
    app.get(
      "/progress/:job_id",
      {
        schema: {
          summary: "The whole job with its results and newest 1,000 log lines",
          params: jobParamsSchema,
          response: { 200: jobSchema, ...problems },
        },
        // The document is a stream of JSON text, not a value to be serialised.
        serializerCompiler: () => (value) => value,
      },
      async ({ params }, reply) => {
        const job = await jobs.stored(params.job_id);
        reply.type("application/json; charset=utf-8");
        return reply.send(jobDocument(jobs.summarise(job), store) as never);
      },
    );
    app.delete(
      "/jobs/:job_id",
      {
        schema: {
          summary: "Delete a job and all it stored",
          params: jobParamsSchema,
          querystring: z.object({ force: z.stringbool().optional() }),
          response: { 200: actionResponseSchema, ...problems },
        },
      },
      async (request) => {
        const { params, query } = request;
        await jobs.remove(params.job_id, clientOf(request), query.force ?? false);
        return { success: true, message: `Job ${params.job_id} was deleted` };
      },
    );
    app.post(
      "/inspect",
      {
        schema: {
          summary: "What is in an inventory, and its dialect",
          body: inspectRequestSchema,
          response: { 200: inspectResponseSchema, ...problems },
        },
      },
      ({ body }) => jobs.inspect(body.inventory_path, body.source_type ?? null),
    );
  };
}
