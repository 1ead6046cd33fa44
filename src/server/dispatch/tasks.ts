import type { SourceType } from "../../protocol/dialect.ts";
import type { DataRange, InventoryObject } from "../inventory/types.ts";
import type { TranslateContext, TranslatedData, TranslatedObject } from "../translate/types.ts";
import type { PlanInput, PlanSummary } from "./planTask.ts";

/** What worker threads do, by name. Arguments and results cross the thread as structured clones. */
export interface WorkerTasks {
  planInventory(input: PlanInput): Promise<PlanSummary>;
  /** Objects by type. */
  countObjects(input: { path: string; sourceType: SourceType }): Promise<Record<string, number>>;
  detectSourceType(input: {
    path: string;
  }): Promise<{ sourceType: SourceType | null; confidence: number }>;
  translateObject(input: {
    object: InventoryObject;
    context: TranslateContext;
  }): Promise<TranslatedObject>;
  translateData(input: {
    object: InventoryObject;
    range: DataRange;
    columns: string[];
    context: TranslateContext;
  }): Promise<TranslatedData>;
}
