import type { SourceType } from "../../../protocol/dialect.ts";
import type { TargetDialect } from "../types.ts";

/** What a code's page says beside the table of codes. */
export interface Explanation {
  /** What happened and why, in a sentence or three. */
  text: string;
  /** SQL that raises the code, and what the target gets; a test translates it. */
  example?: {
    dialect: SourceType;
    source: string;
    /** Default: databricks. */
    target?: TargetDialect;
    /** Left out where nothing goes to the target. */
    result?: string;
  };
}
