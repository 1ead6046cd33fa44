import type { LooseStatement } from "../inventory/readScript.ts";
import type { DataRange, InventoryObject } from "../inventory/types.ts";
import type { LooseResult } from "../translate/dml/translateLoose.ts";
import type { TranslateContext, TranslatedData, TranslatedObject } from "../translate/types.ts";

/** What worker threads do, by name. Arguments and results cross the thread as structured clones. */
export interface WorkerTasks {
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
  /** Statements that define no object, in order. */
  translateLoose(input: {
    statements: LooseStatement[];
    context: TranslateContext;
  }): Promise<LooseResult[]>;
  /** SQL of the target laid out in lines, text by text. */
  layOut(input: {
    texts: string[];
    context: Pick<TranslateContext, "target" | "withoutLibraries">;
  }): Promise<string[]>;
}
