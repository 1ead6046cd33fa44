import { AUTO } from "../../protocol/dialect.ts";
import type { InspectResponse, StartRequest } from "../../protocol/requests.ts";
import { existingPath, inventoryProblem } from "./inventoryPath.ts";
import type { StartCheckContext } from "./validateStart.ts";

/**
 * Says how many objects of which kind an inventory holds, and in which dialect it is written when `sourceType` is not
 * given. Throws an AppError when there is no such path or it cannot be read.
 */
export async function inspectInventory(
  path: string,
  sourceType: StartRequest["source_type"] | null,
  reader: StartCheckContext["reader"],
): Promise<InspectResponse> {
  const existing = await existingPath(path);
  const isGiven = sourceType !== null && sourceType !== AUTO;
  const detected = isGiven
    ? { sourceType, confidence: 1, tied: [] }
    : await reader.detect(existing);
  const { sourceType: dialect, tied } = detected;
  let byType: Record<string, number> = {};
  if (dialect) {
    const found = await reader.survey(existing, dialect, {}).catch((error: unknown) => {
      throw inventoryProblem(error);
    });
    byType = found.types;
  }
  return {
    source_type: dialect,
    confidence: detected.confidence,
    ...(tied.length > 0 && { tied }),
    total_objects: Object.values(byType).reduce((sum, n) => sum + n, 0),
    objects_by_type: byType,
  };
}
