import { AUTO, SOURCE_TYPE_LABELS, type SourceType } from "../../protocol/dialect.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import { AppError } from "../errors.ts";
import { type Detection, detectInTexts } from "../inventory/detect.ts";
import { inventoryProblem } from "./inventoryPath.ts";

/** Below this a detected source type is a guess, and is told as one. */
const SURE = 0.6;
/** Marks that are told of a detection. */
const MOST_MARKS = 5;

/** Where an inventory comes from, and how that is known. */
export interface ResolvedSource {
  type: SourceType;
  /** 0 to 1; 1 when it was given. */
  confidence: number;
  /** What it was detected by, strongest first; empty when it was given. */
  evidence: string[];
}

/** The source type that was asked for, or the one that an inventory looks like. A tie and no mark at all are refused. */
export async function resolveSource(
  asked: SourceType | typeof AUTO,
  path: string,
  reader: InventoryReader,
): Promise<ResolvedSource> {
  if (asked !== AUTO) return { type: asked, confidence: 1, evidence: [] };
  const detection = await reader.detect(path).catch((error: unknown) => {
    throw inventoryProblem(error);
  });
  return resolved(detection, path);
}

/** The same for a piece of SQL. */
export function resolveSourceOf(asked: SourceType | typeof AUTO, sql: string): ResolvedSource {
  if (asked !== AUTO) return { type: asked, confidence: 1, evidence: [] };
  return resolved(detectInTexts([sql]), "the SQL");
}

function resolved(
  { sourceType, confidence, evidence, tied }: Detection,
  what: string,
): ResolvedSource {
  const marks = evidence.slice(0, MOST_MARKS);
  if (sourceType) return { type: sourceType, confidence, evidence: marks };
  const names = tied.map((type) => SOURCE_TYPE_LABELS[type]);
  const why =
    names.length > 1
      ? `${what} looks as much like ${names.slice(0, -1).join(", ")} as like ${names.at(-1)}`
      : `nothing in ${what} tells which warehouse it comes from`;
  const message = `The source type cannot be detected: ${why}. Say it with source_type.`;
  throw new AppError("SOURCE_TYPE_UNCLEAR", 400, message, {
    fields: [{ field: "source_type", message }],
  });
}

/** What the log of a job says of a source type that was detected. */
export function detectionLine({ type, confidence, evidence }: ResolvedSource): {
  level: "info" | "warning";
  message: string;
} {
  const sure = confidence >= SURE;
  const advice = sure ? "" : ". Start again with the right source type if that is wrong";
  const percent = Math.round(confidence * 100);
  const message = `Source type ${type}, detected (${percent} % sure) by ${evidence.join(", ")}${advice}`;
  return { level: sure ? "info" : "warning", message };
}
