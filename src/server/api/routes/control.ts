import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemSchema } from "../../../protocol/problem.ts";
import {
  actionResponseSchema,
  cancelRequestSchema,
  jobParamsSchema,
  retryRequestSchema,
  retryResponseSchema,
  validateResponseSchema,
} from "../../../protocol/requests.ts";
import type { JobService } from "../../jobs/jobService.ts";
import { validateRequestSchema } from "../../jobs/validateStart.ts";
import { clientOf } from "../clientName.ts";
import { untilGone } from "../untilGone.ts";

const problems = { 400: problemSchema, 401: problemSchema, 404: problemSchema, 409: problemSchema };
const response = { 200: actionResponseSchema, ...problems };

/** What can be asked of a job: pause, resume, cancel, retry; and the check of a start. */
export function controlRoutes(jobs: JobService): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/pause/:job_id",
      {
        schema: {
          summary: "Take no more objects; what is in work finishes",
          params: jobParamsSchema,
          response,
        },
      },
      async (request) => {
        const { job_id } = request.params;
        await jobs.pause(job_id, clientOf(request));
        return { success: true, message: `Job ${job_id} is paused` };
      },
    );
    app.post(
      "/resume/:job_id",
      { schema: { summary: "Queue a paused job again", params: jobParamsSchema, response } },
      async (request) => {
        const { job_id } = request.params;
        await jobs.resumeJob(job_id, clientOf(request));
        return { success: true, message: `Job ${job_id} goes on` };
      },
    );
    app.post(
      "/cancel/:job_id",
      {
        schema: {
          summary: "Cancel a job; its end state arrives through the stream",
          params: jobParamsSchema,
          body: cancelRequestSchema,
          response,
        },
      },
      async (request) => {
        const { job_id } = request.params;
        const { grace_seconds, force } = request.body ?? {};
        const graceMs = grace_seconds === undefined ? undefined : grace_seconds * 1000;
        await jobs.cancel(job_id, clientOf(request), { graceMs, force: force ?? false });
        return { success: true, message: `Job ${job_id} is being cancelled` };
      },
    );
    app.post(
      "/retry/:job_id",
      {
        schema: {
          summary: "Run failed or named objects again, and what was skipped because of them",
          params: jobParamsSchema,
          body: retryRequestSchema,
          response: { 200: retryResponseSchema, ...problems },
        },
      },
      async (request, reply) => {
        const { job_id } = request.params;
        const { objects: names, codes } = request.body ?? {};
        const selection = { names, codes };
        const objects = await jobs.retry(job_id, clientOf(request), selection, untilGone(reply));
        const message =
          objects === 1
            ? `1 object of job ${job_id} is run again`
            : `${objects} objects of job ${job_id} are run again`;
        return { success: true, message, objects };
      },
    );
    app.post(
      "/validate",
      {
        schema: {
          summary: "What a start with the same body would do; nothing is started",
          body: validateRequestSchema,
          response: { 200: validateResponseSchema, ...problems },
        },
      },
      ({ body }) => jobs.validate(body),
    );
  };
}
