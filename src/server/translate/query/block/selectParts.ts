import type { Hierarchy } from "./hierarchy.ts";
import type { LooseGroups } from "./looseGroups.ts";
import type { SelectList } from "./selectList.ts";

/** The parts of a single SELECT. */
export interface SelectParts {
  list: SelectList;
  /** Everything from FROM to WINDOW. */
  tail: string;
  /** FROM and the conditions of WHERE, where nothing else stands behind the list. */
  rows: { from: string; where: readonly string[] } | undefined;
  /** Conditions of QUALIFY, ready to be joined with AND. */
  qualify: string[];
  grouped: boolean;
  /** CONNECT BY, whose text is settled when all of the query has been read. */
  tree?: Hierarchy | undefined;
  /** Of MySQL's GROUP BY, which lets columns stand that are not grouped by. */
  loose?: LooseGroups | undefined;
}
