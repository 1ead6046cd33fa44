import type { LeftOutKind } from "./leftOutKinds.ts";

/** What becomes of a statement: its kind, whether it is missed in the target, and why it is left out. */
export type Rule = readonly [category: LeftOutKind, matters: boolean, reason: string];

export const ACCESS = "Users, roles and their rights are not migrated.";
export const CONTAINER = "The target catalog and schema are chosen when the migration starts.";
export const REBUILD =
  "There is no counterpart that the migration creates; rebuild it in the target.";
export const TUNING = "It changes speed or storage, not what a query returns.";
export const PLATFORM = "It belongs to the platform of the source, not to its data.";
export const SCHEDULED = "Nothing runs by itself in the target until it is scheduled.";
export const UNREACHED = "What lies behind it cannot be reached from the target.";
