import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { assessmentFormatSchema } from "../../../protocol/assessment.ts";
import { exportQuerySchema, importResponseSchema } from "../../../protocol/jobExport.ts";
import { problemSchema } from "../../../protocol/problem.ts";
import { jobParamsSchema } from "../../../protocol/requests.ts";
import { ASSESSMENT_WRITERS } from "../../assess/write/writers.ts";
import type { JobArchive } from "../../jobs/jobArchive.ts";
import { clientOf } from "../clientName.ts";

const problems = { 400: problemSchema, 401: problemSchema, 404: problemSchema, 413: problemSchema };
/** An exported job of 100,000 objects has some 100 MB. */
const IMPORT_LIMIT_BYTES = 256 * 1024 * 1024;

/** Jobs as files: export in four formats, import of the one that holds everything. */
export function archiveRoutes(archive: JobArchive): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/jobs/:job_id/export",
      {
        schema: {
          summary:
            "A job as a file: json holds everything, csv the results, markdown and html are reports",
          params: jobParamsSchema,
          querystring: exportQuerySchema,
          response: { 200: z.string(), ...problems },
        },
        // The file is a stream of text, not a value to be serialised.
        serializerCompiler: () => (value) => value,
      },
      async ({ params, query }, reply) => {
        const file = await archive.export(params.job_id, query.format);
        reply.type(file.contentType);
        reply.header("Content-Disposition", `attachment; filename="${file.fileName}"`);
        return reply.send(file.text as never);
      },
    );
    app.get(
      "/jobs/:job_id/assessment",
      {
        schema: {
          summary: "What a job's inventory comes to, by what the job has made of it so far",
          params: jobParamsSchema,
          querystring: z.object({ format: assessmentFormatSchema.default("json") }),
          response: { 200: z.string(), ...problems, 409: problemSchema },
        },
        serializerCompiler: () => (value) => value,
      },
      async ({ params, query }, reply) => {
        const { contentType, write } = ASSESSMENT_WRITERS[query.format];
        const assessment = await archive.assess(params.job_id);
        reply.type(contentType);
        return reply.send(Readable.from(write(assessment)) as never);
      },
    );
    app.post(
      "/import",
      {
        bodyLimit: IMPORT_LIMIT_BYTES,
        schema: {
          summary: "Add an exported job, to be looked at",
          body: z.unknown(),
          response: { 200: importResponseSchema, ...problems },
        },
      },
      async (request) => {
        const { jobId } = await archive.import(request.body, clientOf(request));
        return { success: true, job_id: jobId, message: `Job ${jobId} was imported` };
      },
    );
  };
}
