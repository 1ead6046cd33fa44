import type { Issue } from "../../protocol/job.ts";
import { AppError, messageOf } from "../errors.ts";
import type { InventoryObject } from "../inventory/types.ts";
import type { ModelFallback } from "../model/modelFallback.ts";
import type { PlannedObject } from "../store/types.ts";
import type { TargetSession } from "../targets/types.ts";
import { confidenceOf, type Judged, judge } from "../translate/confidence.ts";
import { effortOf, sizeOf } from "../translate/effort.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import type { TargetStatement, TranslateContext, TranslatedObject } from "../translate/types.ts";
import type { ObjectOutcome } from "./dispatcher.ts";
import { locate } from "./locate.ts";
import { DeadlineError, type WorkerPool } from "./workerPool.ts";

export interface ObjectWork {
  object: PlannedObject;
  context: TranslateContext;
}

type Translated = Extract<TranslatedObject, { outcome: "translated" }>;

/** What the work on an object is done with. */
export interface ObjectTools {
  pool: WorkerPool;
  session: TargetSession;
  /** Asks a language model for what the rules cannot translate; undefined: nothing is sent anywhere. */
  fallback: ModelFallback | undefined;
}

/** Name, type and place of an object, as results tell them. */
export function describeObject({ source }: PlannedObject) {
  const [first] = source.definition;
  return {
    objectName: source.name,
    objectType: source.objectType,
    file: first?.file ?? null,
    line: first?.line ?? null,
    column: first?.column ?? null,
  };
}

/** An issue that was found in a range of rows; thrown to roll the object's transaction back. */
class DataIssue extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(issue.message);
    this.issue = issue;
  }
}

/** Translates one object and applies it to the target. Rejects only when `signal` aborts or when the target cannot go on. */
export async function runObject(
  work: ObjectWork,
  tools: ObjectTools,
  signal: AbortSignal,
): Promise<ObjectOutcome> {
  const started = performance.now();
  const found: Partial<ObjectOutcome> = { issues: [] };
  let translated: TranslatedObject | undefined;
  try {
    translated = await translate(work, tools.pool, signal);
    Object.assign(found, await migrate(work, translated, tools, signal));
    if (
      tools.fallback &&
      !work.object.source.gone &&
      !work.object.source.twin &&
      needsModel(translated)
    ) {
      const asked = await askModel(
        work,
        translated,
        { ...tools, fallback: tools.fallback },
        signal,
      );
      translated = asked.translated;
      Object.assign(found, asked.result, { modelUsage: asked.usage });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    // What was said before it failed stays said.
    Object.assign(found, { issues: translated?.issues ?? [] }, failure(work, error));
  }
  return {
    ordinal: work.object.ordinal,
    ...describeObject(work.object),
    status: "success",
    error: null,
    errorCode: null,
    targetName: null,
    targetSql: null,
    artefactDialect: null,
    modelUsage: null,
    columns: null,
    rowsLoaded: null,
    issues: [],
    ...found,
    ...appraise(work.object.source, translated, found),
    executionTimeMs: performance.now() - started,
  };
}

async function translate(
  { object: { source }, context }: ObjectWork,
  pool: WorkerPool,
  signal: AbortSignal,
): Promise<TranslatedObject> {
  if (source.gone) {
    const issue = goneIssue(source);
    return { outcome: "error", issue, issues: [issue] };
  }
  return pool.run("translateObject", { object: source, context }, signal);
}

/** What is said of an object that is not in the files any more; its line in them is not known. */
function goneIssue({ name, definition }: InventoryObject): Issue {
  const file = definition[0]?.file ?? "";
  return makeIssue("DWM-JOB-005", { file, line: 1, column: 1 }, { object: name, file });
}

async function migrate(
  { object, context }: ObjectWork,
  translated: TranslatedObject,
  { pool, session }: ObjectTools,
  signal: AbortSignal,
): Promise<Partial<ObjectOutcome>> {
  const { source } = object;
  const { issues } = translated;
  if (translated.outcome === "error") return { ...errorOf(translated.issue), issues };
  if (translated.outcome === "skipped") {
    const { code: errorCode, reason: error, artefact } = translated;
    const skipped = { status: "skipped", error, errorCode } as const;
    if (!artefact) return { ...skipped, issues };
    return {
      ...skipped,
      issues: [...issues, ...artefact.issues],
      targetSql: sqlOf(artefact.statements),
      artefactDialect: artefact.dialect,
    };
  }
  const applied = await session.apply(
    {
      objectType: source.objectType === "PROCEDURE" ? "MACRO" : source.objectType,
      targetName: translated.targetName,
      statements: translated.statements,
      data:
        source.data.length === 0
          ? undefined
          : () => dataOf({ object, context }, translated, pool, signal),
      afterLoad: translated.afterLoad,
    },
    signal,
  );
  const targetSql = sqlOf(translated.statements);
  if (applied.outcome === "error") {
    assertTargetWorks(applied.issue);
    return { ...errorOf(locate(applied.issue, source)), issues, targetSql };
  }
  return {
    targetName: `${context.names.catalog}.${context.names.schema}.${translated.targetName}`,
    targetSql,
    columns: translated.columnTypes ?? null,
    rowsLoaded: source.objectType === "TABLE" ? applied.rowsLoaded : null,
    issues,
  };
}

/** True of what a person would have to write: no translation, or one that is known to be wrong. */
function needsModel(translated: TranslatedObject): boolean {
  return translated.outcome !== "skipped" && confidenceOf(judge(translated)) === "manual";
}

/** Asks the model; what it answers is tried in the target like any other translation. */
async function askModel(
  work: ObjectWork,
  left: TranslatedObject,
  tools: ObjectTools & { fallback: ModelFallback },
  signal: AbortSignal,
) {
  const { object, context } = work;
  const { issues } = judge(left);
  const question = { object: object.source, context, targetName: object.targetName, issues };
  let result: Partial<ObjectOutcome> = {};
  const asked = await tools.fallback.ask(
    question,
    left,
    async (proposal) => {
      try {
        const tried = await migrate(work, proposal, tools, signal);
        if (tried.status === "error") return tried.error ?? "the target refused it";
        result = { status: "success", error: null, errorCode: null, ...tried };
        return undefined;
      } catch (error) {
        if (error instanceof DataIssue) return error.message;
        throw error;
      }
    },
    signal,
  );
  return { ...asked, result: asked.made ? result : { issues: asked.translated.issues } };
}

/** How far the result can be relied on, and what it costs to see to. */
function appraise(
  source: InventoryObject,
  translated: TranslatedObject | undefined,
  { status, errorCode, issues = [] }: Partial<ObjectOutcome>,
): Pick<ObjectOutcome, "confidence" | "effort" | "engine"> {
  const failed = status === "error" && !issues.some(({ code }) => code === errorCode);
  const all: Pick<Issue, "code" | "severity">[] = [...issues];
  if (failed) all.push({ code: errorCode ?? "", severity: "error" });
  const judged: Judged = translated
    ? { ...judge(translated), issues: all }
    : { issues: all, produced: false };
  const { objectType, kind } = source;
  const { produced } = judged;
  return {
    confidence: confidenceOf(judged),
    effort: effortOf({ kind, objectType, size: sizeOf(source), issues: all, produced }),
    engine: produced ? (judged.engine ?? "rules") : null,
  };
}

function sqlOf(statements: readonly TargetStatement[]): string {
  return statements.map(({ sql }) => `${sql};`).join("\n");
}

/** Batches of rows, translated one range ahead of the one that is being loaded. */
async function* dataOf(
  { object, context }: ObjectWork,
  translated: Translated,
  pool: WorkerPool,
  signal: AbortSignal,
): AsyncGenerator<TargetStatement[]> {
  const columns = translated.columns ?? [];
  const translate = async (index: number) => {
    const range = object.source.data[index];
    if (!range) return undefined;
    return pool.run("translateData", { object: object.source, range, columns, context }, signal);
  };
  let next = translate(0);
  for (let index = 0; index < object.source.data.length; index++) {
    const data = await next;
    next = translate(index + 1);
    // Seen to again when it is awaited; until then its failure is nobody's.
    next.catch(() => undefined);
    if (!data) return;
    translated.issues.push(...data.issues);
    if (data.outcome === "error") throw new DataIssue(data.issue);
    yield data.statements;
  }
}

/** Throws when `issue` is not about the object: the job as a whole cannot go on then. */
function assertTargetWorks({ code, message }: Issue): void {
  if (code === "DWM-EXE-009") {
    const advice = "Make room on the disk of the target, then retry the job.";
    throw new AppError(
      "TARGET_DISK_FULL",
      507,
      `The target cannot be written: ${message}. ${advice}`,
    );
  }
  if (/database has been invalidated/i.test(message)) {
    const advice = "Retry the job: it opens the target anew.";
    throw new AppError("TARGET_BROKEN", 507, `The target broke: ${message}. ${advice}`);
  }
}

function errorOf(issue: Issue): Partial<ObjectOutcome> {
  return {
    status: "error",
    error: issue.hint ? `${sentence(issue.message)} ${issue.hint}` : issue.message,
    errorCode: issue.code,
    file: issue.file,
    line: issue.line,
    column: issue.column,
  };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** What is told of an error that no translator foresaw. */
function failure({ object }: ObjectWork, error: unknown): Partial<ObjectOutcome> {
  if (error instanceof DataIssue) return errorOf(error.issue);
  const code = error instanceof DeadlineError ? "DWM-JOB-003" : "DWM-JOB-004";
  return { ...describeObject(object), status: "error", error: messageOf(error), errorCode: code };
}
