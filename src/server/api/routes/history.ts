import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import {
  auditPageSchema,
  auditQuerySchema,
  type ResultDetail as Described,
  jobListQuerySchema,
  logPageSchema,
  logsQuerySchema,
  resultDetailSchema,
  resultPageSchema,
  resultParamsSchema,
  resultsQuerySchema,
} from "../../../protocol/history.ts";
import { objectResultSchema } from "../../../protocol/job.ts";
import { problemSchema } from "../../../protocol/problem.ts";
import { jobListSchema, jobParamsSchema } from "../../../protocol/requests.ts";
import { AppError } from "../../errors.ts";
import type { JobService } from "../../jobs/jobService.ts";
import type { HistoryStore, ResultDetail } from "../../store/history.ts";
import { hasLongLine } from "../../translate/layout/longLine.ts";
import type { TargetDialect } from "../../translate/types.ts";

const problems = { 400: problemSchema, 401: problemSchema, 404: problemSchema };

/** Where a page's successor goes on: after its last row, or nowhere when the page is not full. */
function nextAfter(last: number | undefined, isFull: boolean): number | null {
  return isFull && last !== undefined ? last : null;
}

async function describe(
  { row, source, targetSql }: ResultDetail,
  targetType: NonNullable<Described["sql_dialect"]>,
): Promise<Described> {
  const result = objectResultSchema.parse(JSON.parse(row.json));
  const artefact = result.artefact_dialect;
  const dialect = artefact ?? targetType;
  return {
    result,
    source: source.definition.map((statement) => ({ ...statement })),
    sql: targetSql === null ? null : await layOut(targetSql, dialect),
    sql_dialect: targetSql === null ? null : dialect,
    is_artefact: artefact !== undefined,
  };
}

/** The library that lays out is loaded when it is needed first: an engine that only migrates never does. */
async function layOut(sql: string, target: TargetDialect): Promise<string> {
  if (!hasLongLine(sql)) return sql;
  const { layOut } = await import("../../translate/layout/layOut.ts");
  return layOut(sql, target);
}

/** What was: the list of jobs, and each one's log lines, results and audit trail, page by page. */
export function historyRoutes(jobs: JobService, history: HistoryStore): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      "/jobs",
      {
        schema: {
          summary: "Jobs, newest first; all of them without a limit",
          querystring: jobListQuerySchema,
          response: { 200: jobListSchema, ...problems },
        },
      },
      async ({ query }) => {
        const page = await history.listJobs(query);
        const list = page.jobs.map((job) => jobs.summarise(job));
        return { jobs: list, total: page.total, next_cursor: page.nextCursor };
      },
    );
    app.get(
      "/jobs/:job_id/logs",
      {
        schema: {
          summary: "A job's log lines by seq",
          params: jobParamsSchema,
          querystring: logsQuerySchema,
          response: { 200: logPageSchema, ...problems },
        },
      },
      async ({ params, query }) => {
        const { lastSeq: last_seq } = await jobs.stored(params.job_id);
        const { after, limit, level } = query;
        const logs = await history.logPage(params.job_id, after, limit, level);
        const next_after = nextAfter(logs.at(-1)?.seq, logs.length === limit);
        return { logs, next_after, last_seq };
      },
    );
    app.get(
      "/jobs/:job_id/results",
      {
        schema: {
          summary: "A job's results by seq, of the attempt that counts",
          params: jobParamsSchema,
          querystring: resultsQuerySchema,
          response: { 200: resultPageSchema, ...problems },
        },
      },
      async ({ params, query }) => {
        const { lastSeq: last_seq } = await jobs.stored(params.job_id);
        const { after, limit, status: statuses, code } = query;
        const rows = await history.resultPage(params.job_id, after, limit, { statuses, code });
        const next_after = nextAfter(rows.at(-1)?.seq, rows.length === limit);
        return { object_results: rows.map(({ json }) => JSON.parse(json)), next_after, last_seq };
      },
    );
    app.get(
      "/jobs/:job_id/results/:seq",
      {
        schema: {
          summary: "One result with its source and the SQL that was made of it",
          params: resultParamsSchema,
          response: { 200: resultDetailSchema, ...problems },
        },
      },
      async ({ params }) => {
        const { targetType } = await jobs.stored(params.job_id);
        const found = await history.resultDetail(params.job_id, params.seq);
        if (found) return describe(found, targetType);
        const message = `Job ${params.job_id} has no result ${params.seq}`;
        throw new AppError("RESULT_NOT_FOUND", 404, message);
      },
    );
    const audit = {
      querystring: auditQuerySchema,
      response: { 200: auditPageSchema, ...problems },
    };
    const auditPage = async (jobId: string | undefined, after: number, limit: number) => {
      const entries = await history.auditPage(jobId, after, limit);
      return { entries, next_after: nextAfter(entries.at(-1)?.id, entries.length === limit) };
    };
    app.get(
      "/jobs/:job_id/audit",
      {
        schema: {
          summary: "Who did what to a job; also of a deleted one",
          params: jobParamsSchema,
          ...audit,
        },
      },
      ({ params, query }) => auditPage(params.job_id, query.after, query.limit),
    );
    app.get("/audit", { schema: { summary: "Who did what, to all jobs", ...audit } }, ({ query }) =>
      auditPage(undefined, query.after, query.limit),
    );
  };
}
