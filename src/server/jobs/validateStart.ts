import * as z from "zod";
import {
  type StartProblem,
  type StartRequest,
  startRequestSchema,
  type ValidateResponse,
} from "../../protocol/requests.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import { AppError, messageOf } from "../errors.ts";
import { guessMessage } from "../inventory/guessMessage.ts";
import { leftOutIssue } from "../translate/leftOut/leftOutIssue.ts";
import { existingPath } from "./inventoryPath.ts";
import { databasePath } from "./newJob.ts";
import { type ResolvedSource, resolveSource } from "./resolveSource.ts";

/** What a check of a start works with. */
export interface StartCheckContext {
  reader: InventoryReader;
  warehouses: string;
  /** Rejects with an AppError when the database cannot be written; leaves nothing. */
  checkTarget(request: { path: string; catalog: string }): Promise<void>;
}

/** Left-out statements that are told one by one; the rest is counted. */
const MOST_LEFT_OUT = 50;

/** Rejects with an AppError when the target of a start cannot be written. */
export async function checkTarget(
  request: StartRequest,
  context: StartCheckContext,
): Promise<void> {
  if (request.target_type === "databricks" && !request.dry_run) {
    const message =
      "Databricks is translated to, not written to yet: start with dry_run, and take the SQL from the job.";
    throw new AppError("TARGET_NOT_WRITABLE", 400, message, {
      fields: [{ field: "target_type", message }],
    });
  }
  if (request.dry_run) return;
  const path = databasePath(request, context.warehouses);
  await context.checkTarget({ path, catalog: request.target_catalog });
}

/** Says what a start with `body` would do; nothing is started and nothing is left. */
export async function validateStart(
  body: unknown,
  context: StartCheckContext,
): Promise<ValidateResponse> {
  const problems: StartProblem[] = [];
  let source: ResolvedSource | undefined;
  const answer = (byType: Record<string, number>): ValidateResponse => ({
    success: !problems.some(({ severity }) => severity === "error"),
    total_objects: Object.values(byType).reduce((sum, n) => sum + n, 0),
    objects_by_type: byType,
    problems,
    ...(source && { source_type: source.type, source_type_confidence: source.confidence }),
  });
  const parsed = startRequestSchema.safeParse(body);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const field = path.map(String).join(".") || "body";
      problems.push({ severity: "error", code: "VALIDATION_FAILED", field, message });
    }
    return answer({});
  }
  const request = parsed.data;
  const byType = await attempt(problems, "inventory_path", "INVENTORY_INVALID", async () => {
    const path = await existingPath(request.inventory_path);
    const { include, exclude } = request;
    source = await resolveSource(request.source_type, path, context.reader);
    const found = await context.reader.survey(path, source.type, { include, exclude });
    if (found.guessed.length > 0) {
      const [file] = found.guessed;
      const message = guessMessage(found.guessed);
      problems.push({ severity: "warning", code: "ENCODING_GUESSED", message, file });
    }
    for (const one of found.leftOut.slice(0, MOST_LEFT_OUT)) {
      const { code, message, file, line, column } = leftOutIssue(one);
      problems.push({ severity: "warning", code, message, file, line, column });
    }
    const more = found.leftOut.length - MOST_LEFT_OUT;
    if (more > 0) {
      const message = `${more} more statements are not migrated`;
      problems.push({ severity: "warning", code: "NOT_MIGRATED", message });
    }
    return found.types;
  });
  await attempt(problems, "target_path", "TARGET_UNUSABLE", () => checkTarget(request, context));
  return answer(byType ?? {});
}

/** Does `work`; a failure becomes a problem of `field`. */
async function attempt<T>(
  problems: StartProblem[],
  field: string,
  code: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof AppError ? error : undefined;
    if (known && known.status >= 500) throw error;
    const message = messageOf(error);
    const name = known?.fields[0]?.field ?? field;
    problems.push({ severity: "error", code: known?.code ?? code, field: name, message });
    return undefined;
  }
}

/** Any JSON: what is wrong with it is what the answer tells. */
export const validateRequestSchema = z.unknown();
