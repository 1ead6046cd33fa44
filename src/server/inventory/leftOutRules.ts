import { ACCESS, CONTAINER, PLATFORM, type Rule, TUNING, UNREACHED } from "./leftOutReasons.ts";
import { type Classified, leftOut } from "./statement.ts";

const ON_PLATFORM: Rule = ["platform", false, PLATFORM];
const TX: Rule = ["transaction", false, "A migration has its own transactions."];
const TUNES: Rule = ["maintenance", false, TUNING];
const SETTING: Rule = ["session_setting", false, "A setting of the session."];
const RIGHT: Rule = ["grant", false, ACCESS];
const PRINTS: Rule = ["output", false, "It only prints."];
const SHOWS: Rule = ["output", false, "It only shows something."];
const WRITES_FILE: Rule = ["output", false, "It writes rows to a file."];
const READS_FILE: Rule = [
  "external_rows",
  true,
  "The rows are in a file that is no part of the inventory.",
];
const ASKS: Rule = ["query", false, "A query creates nothing."];

/** First words of statements that create nothing and hold no rows. */
const STATEMENTS: Readonly<Record<string, Rule>> = {
  SET: SETTING,
  UNSET: SETTING,
  RESET: SETTING,
  DISCARD: SETTING,
  USE: ["namespace", false, CONTAINER],
  DATABASE: ["namespace", false, CONTAINER],
  GRANT: RIGHT,
  REVOKE: RIGHT,
  DENY: RIGHT,
  GIVE: RIGHT,
  REASSIGN: RIGHT,
  COMMIT: TX,
  ROLLBACK: TX,
  ABORT: TX,
  START: TX,
  SAVE: TX,
  SAVEPOINT: TX,
  RELEASE: TX,
  END: TX,
  BT: TX,
  ET: TX,
  LOCK: TX,
  LOCKING: TX,
  UNLOCK: TX,
  CHECKPOINT: TX,
  ANALYZE: TUNES,
  VACUUM: TUNES,
  COLLECT: TUNES,
  OPTIMIZE: TUNES,
  REPAIR: TUNES,
  REINDEX: TUNES,
  CLUSTER: TUNES,
  REFRESH: TUNES,
  DBCC: TUNES,
  RECONFIGURE: TUNES,
  FLUSH: TUNES,
  CHECK: TUNES,
  ASSOCIATE: TUNES,
  PRINT: PRINTS,
  RAISERROR: PRINTS,
  SHOW: SHOWS,
  DESCRIBE: SHOWS,
  DESC: SHOWS,
  EXPLAIN: SHOWS,
  HELP: SHOWS,
  LIST: SHOWS,
  LS: SHOWS,
  SELECT: ASKS,
  SEL: ASKS,
  VALUES: ASKS,
  ASSERT: ["query", false, "A check creates nothing."],
  WAITFOR: ["output", false, "It only waits."],
  BACKUP: ON_PLATFORM,
  RESTORE: ON_PLATFORM,
  UNDROP: ON_PLATFORM,
  PUT: ON_PLATFORM,
  GET: ON_PLATFORM,
  REMOVE: ON_PLATFORM,
  RM: ON_PLATFORM,
  CONNECT: ON_PLATFORM,
  AUDIT: ON_PLATFORM,
  NOAUDIT: ON_PLATFORM,
  LISTEN: ON_PLATFORM,
  NOTIFY: ON_PLATFORM,
  INSTALL: ON_PLATFORM,
  SECURITY: ON_PLATFORM,
  PURGE: ON_PLATFORM,
  IMPORT: ["database_link", true, UNREACHED],
  TRUNCATE: ["truncate", true, "Rows that are deleted here are not deleted in the target."],
  RENAME: ["rename", true, "The object keeps its first name in the target."],
  CALL: ["call", true, "Calls are not executed; what the routine does is missing in the target."],
  LOAD: READS_FILE,
  BULK: READS_FILE,
  UNLOAD: WRITES_FILE,
  EXPORT: WRITES_FILE,
  DECLARE: ["variable", true, "Script variables are not executed."],
  RETURN: ["session_setting", false, "It ends a batch."],
};

/** What becomes of a statement that neither creates, changes nor fills anything we migrate. */
export function otherLeftOut(first: string): Classified {
  const rule = STATEMENTS[first];
  if (rule) return leftOut(first, ...rule);
  return leftOut(first || "?", "other", true, "This statement was not recognised.");
}
