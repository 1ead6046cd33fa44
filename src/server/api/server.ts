import swagger from "@fastify/swagger";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { type Capability, type Health, healthSchema } from "../../protocol/health.ts";
import { AppError } from "../errors.ts";
import type { Announcer } from "../jobs/announcer.ts";
import type { JobArchive } from "../jobs/jobArchive.ts";
import type { JobService } from "../jobs/jobService.ts";
import type { HistoryStore } from "../store/history.ts";
import type { JobStore } from "../store/types.ts";
import { hostGuard, tokenGuard } from "./guards.ts";
import { sendProblem } from "./problems.ts";
import { archiveRoutes } from "./routes/archive.ts";
import { type Assess, assessRoutes } from "./routes/assess.ts";
import { controlRoutes } from "./routes/control.ts";
import { engineRoutes } from "./routes/engine.ts";
import { historyRoutes } from "./routes/history.ts";
import { migrateRoutes } from "./routes/migrate.ts";
import { streamRoutes } from "./routes/streams.ts";
import { type Translate, translateRoutes } from "./routes/translate.ts";
import { StreamHub } from "./sse/streamHub.ts";
import { SummaryHub } from "./sse/summaryHub.ts";
import { refuseUnreadable } from "./unreadable.ts";

/** Calls that mean nothing without a body. */
const NEEDS_BODY = /\/(?:start|inspect|validate|import|translate|assess)(?:\?|$)/;
const BODY_LIMIT_BYTES = 1024 * 1024;
const CAPABILITIES: Capability[] = [
  "inspect",
  "events",
  "control",
  "validate",
  "history",
  "export",
  "translate",
  "assess",
  "auto",
];

export interface ApiOptions {
  jobs: JobService;
  store: JobStore;
  history: HistoryStore;
  archive: JobArchive;
  translate: Translate;
  assess: Assess;
  announcer: Announcer;
  log: FastifyBaseLogger;
  version: string;
  bindHost: string;
  allowedHosts: readonly string[];
  /** Undefined: no token is asked for. */
  token: string | undefined;
  /** A client asks the engine to end; undefined: it cannot. */
  onShutdown: ((reason: string) => void) | undefined;
}

export interface Api {
  app: FastifyInstance;
  /** Open event streams. */
  clientCount(): number;
  /** False when the last client that said so wants jobs to stop with the last of them. */
  keepsRunning(): boolean;
  close(): Promise<void>;
}

/** Builds the HTTP server; nothing listens yet. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { jobs, store, announcer, log } = options;
  const onError = (error: unknown) => log.error({ err: error }, "event stream failed");
  const streams = new StreamHub({ store, jobs, announcer, onError });
  const summaries = new SummaryHub(jobs, announcer, onError);
  const app = Fastify({
    loggerInstance: log,
    bodyLimit: BODY_LIMIT_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    // What is refused before a route is found, such as a broken escape in a URL.
    frameworkErrors: sendProblem,
    clientErrorHandler: refuseUnreadable,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request) => {
    throw new AppError("ROUTE_NOT_FOUND", 404, `There is no ${request.method} ${request.url}`);
  });
  app.addHook("onRequest", hostGuard(options.bindHost, options.allowedHosts));
  if (options.token !== undefined) app.addHook("onRequest", tokenGuard(options.token));
  acceptEmptyJson(app);
  await app.register(swagger, {
    openapi: {
      info: { title: "DW Migration Assistant", version: options.version },
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
  });
  await app.register(migrateRoutes(jobs, store), { prefix: "/api/migrate" });
  await app.register(historyRoutes(jobs, options.history), { prefix: "/api/migrate" });
  await app.register(archiveRoutes(options.archive), { prefix: "/api/migrate" });
  await app.register(translateRoutes(options.translate), { prefix: "/api/migrate" });
  await app.register(assessRoutes(options.assess), { prefix: "/api/migrate" });
  await app.register(controlRoutes(jobs), { prefix: "/api/migrate" });
  if (options.onShutdown) await app.register(engineRoutes(options.onShutdown));
  await app.register(streamRoutes(streams, summaries), { prefix: "/api/migrate" });
  const health: Health = {
    status: "ok",
    version: options.version,
    pid: process.pid,
    capabilities: options.onShutdown ? [...CAPABILITIES, "shutdown"] : CAPABILITIES,
  };
  app.get(
    "/api/health",
    { schema: { summary: "Alive", response: { 200: healthSchema } } },
    async () => health,
  );
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  return {
    app,
    keepsRunning: () => summaries.keepsRunning,
    clientCount: () => streams.clientCount + summaries.clientCount,
    close: async () => {
      streams.close();
      summaries.close();
      await app.close();
    },
  };
}

/** Clients of the old system send `Content-Type: application/json` with no body on cancel and delete. */
function acceptEmptyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "" && !NEEDS_BODY.test(request.url)) {
      done(null, undefined);
      return;
    }
    parse(request, body as string, done);
  });
}
