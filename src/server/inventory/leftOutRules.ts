import { type Classified, leftOut } from "./statement.ts";

const ACCESS = "Users, roles and their rights are not migrated.";
const CONTAINER = "The target catalog and schema are chosen when the migration starts.";
const REBUILD = "There is no counterpart that the migration creates; rebuild it in the target.";
const TUNING = "It changes speed or storage, not what a query returns.";
const PLATFORM = "It belongs to the platform of the source, not to its data.";

/** What a CREATE of something else than tables, views and routines means; the longest match of its words counts. */
const CREATES: Readonly<Record<string, readonly [matters: boolean, reason: string]>> = {
  INDEX: [false, TUNING],
  "UNIQUE INDEX": [true, "The target does not enforce the uniqueness that this index enforces."],
  CLUSTERED: [false, TUNING],
  NONCLUSTERED: [false, TUNING],
  COLUMNSTORE: [false, TUNING],
  BITMAP: [false, TUNING],
  FULLTEXT: [false, TUNING],
  SPATIAL: [false, TUNING],
  HASH: [false, TUNING],
  JOIN: [false, TUNING],
  SEARCH: [false, TUNING],
  XML: [false, TUNING],
  PRIMARY: [false, TUNING],
  STATISTICS: [false, TUNING],
  PARTITION: [false, TUNING],
  TABLESPACE: [false, TUNING],
  CLUSTER: [false, TUNING],
  SEQUENCE: [true, "Sequences are not migrated; columns that draw from one need an identity."],
  SYNONYM: [true, "Synonyms are not migrated; use the name that it stands for."],
  "PUBLIC SYNONYM": [true, "Synonyms are not migrated; use the name that it stands for."],
  ALIAS: [true, "Synonyms are not migrated; use the name that it stands for."],
  SCHEMA: [false, CONTAINER],
  DATABASE: [false, CONTAINER],
  "DATABASE LINK": [true, REBUILD],
  "DATABASE ROLE": [false, ACCESS],
  ROLE: [false, ACCESS],
  USER: [false, ACCESS],
  LOGIN: [false, ACCESS],
  GROUP: [false, ACCESS],
  PROFILE: [false, ACCESS],
  APPLICATION: [false, PLATFORM],
  EXTENSION: [false, PLATFORM],
  LANGUAGE: [false, PLATFORM],
  PROCEDURAL: [false, PLATFORM],
  TRUSTED: [false, PLATFORM],
  WAREHOUSE: [false, PLATFORM],
  RESOURCE: [false, PLATFORM],
  TAG: [false, PLATFORM],
  SHARE: [false, PLATFORM],
  NETWORK: [false, PLATFORM],
  SECURITY: [false, PLATFORM],
  API: [false, PLATFORM],
  STORAGE: [false, PLATFORM],
  NOTIFICATION: [false, PLATFORM],
  CATALOG: [false, PLATFORM],
  SECRET: [false, PLATFORM],
  STREAMLIT: [false, PLATFORM],
  NOTEBOOK: [false, PLATFORM],
  SERVICE: [false, PLATFORM],
  IMAGE: [false, PLATFORM],
  COMPUTE: [false, PLATFORM],
  GIT: [false, PLATFORM],
  SERVER: [false, PLATFORM],
  DIRECTORY: [false, PLATFORM],
  CREDENTIAL: [false, PLATFORM],
  MASTER: [false, PLATFORM],
  CERTIFICATE: [false, PLATFORM],
  PUBLICATION: [false, PLATFORM],
  SUBSCRIPTION: [false, PLATFORM],
  RESERVATION: [false, PLATFORM],
  POLICY: [true, "The rows or columns that it hides are visible in the target."],
  MASKING: [true, "The columns that it masks are readable in the target."],
  ROW: [true, "The rows that it hides are visible in the target."],
};

/** The reason why a CREATE of this kind is not migrated. */
export function createLeftOut(kind: string, unique: boolean): Classified {
  const words = kind.split(" ");
  const shown = words[0] === "UNIQUE" ? "UNIQUE INDEX" : kind || "?";
  if (unique) return leftOut("CREATE UNIQUE INDEX", ...spread(CREATES["UNIQUE INDEX"]));
  const two = CREATES[words.slice(0, 2).join(" ")];
  const rule = two ?? CREATES[words[0] ?? ""];
  const named = two ? words.slice(0, 2).join(" ") : nameOfKind(words);
  if (rule) return leftOut(`CREATE ${named}`, ...rule);
  return leftOut(`CREATE ${nameOfKind(shown.split(" "))}`, true, REBUILD);
}

function spread(rule: readonly [boolean, string] | undefined): readonly [boolean, string] {
  return rule ?? [true, REBUILD];
}

const PAIRS = new Set([
  "FILE FORMAT",
  "RESOURCE MONITOR",
  "NETWORK POLICY",
  "NETWORK RULE",
  "MASKING POLICY",
  "ROW ACCESS",
  "STORAGE INTEGRATION",
  "API INTEGRATION",
  "SECURITY INTEGRATION",
  "EVENT TRIGGER",
  "EVENT TABLE",
  "IMAGE REPOSITORY",
  "COMPUTE POOL",
  "GIT REPOSITORY",
  "PROCEDURAL LANGUAGE",
  "PARTITION FUNCTION",
  "PARTITION SCHEME",
  "CLUSTERED INDEX",
  "NONCLUSTERED INDEX",
  "BITMAP INDEX",
  "FULLTEXT INDEX",
  "EXTERNAL SCHEMA",
  "MATERIALIZED VIEW",
  "SEARCH INDEX",
  "APPLICATION ROLE",
]);

function nameOfKind(words: readonly string[]): string {
  const pair = words.slice(0, 2).join(" ");
  return PAIRS.has(pair) ? pair : (words[0] ?? "?");
}

/** First words of statements that create nothing and hold no rows. */
const STATEMENTS: Readonly<Record<string, readonly [matters: boolean, reason: string]>> = {
  SET: [false, "A setting of the session."],
  UNSET: [false, "A setting of the session."],
  USE: [false, CONTAINER],
  DATABASE: [false, CONTAINER],
  GRANT: [false, ACCESS],
  REVOKE: [false, ACCESS],
  DENY: [false, ACCESS],
  COMMIT: [false, "A migration has its own transactions."],
  ROLLBACK: [false, "A migration has its own transactions."],
  START: [false, "A migration has its own transactions."],
  SAVE: [false, "A migration has its own transactions."],
  SAVEPOINT: [false, "A migration has its own transactions."],
  END: [false, "A migration has its own transactions."],
  BT: [false, "A migration has its own transactions."],
  ET: [false, "A migration has its own transactions."],
  LOCK: [false, "A migration has its own transactions."],
  LOCKING: [false, "A migration has its own transactions."],
  UNLOCK: [false, "A migration has its own transactions."],
  CHECKPOINT: [false, "A migration has its own transactions."],
  ANALYZE: [false, TUNING],
  VACUUM: [false, TUNING],
  COLLECT: [false, TUNING],
  OPTIMIZE: [false, TUNING],
  REINDEX: [false, TUNING],
  CLUSTER: [false, TUNING],
  DBCC: [false, TUNING],
  RECONFIGURE: [false, TUNING],
  FLUSH: [false, TUNING],
  CHECK: [false, TUNING],
  PRINT: [false, "It only prints."],
  RAISERROR: [false, "It only prints."],
  SHOW: [false, "It only shows something."],
  DESCRIBE: [false, "It only shows something."],
  DESC: [false, "It only shows something."],
  EXPLAIN: [false, "It only shows something."],
  HELP: [false, "It only shows something."],
  LIST: [false, "It only shows something."],
  LS: [false, "It only shows something."],
  SELECT: [false, "A query creates nothing."],
  SEL: [false, "A query creates nothing."],
  VALUES: [false, "A query creates nothing."],
  WAITFOR: [false, "It only waits."],
  BACKUP: [false, PLATFORM],
  UNDROP: [false, PLATFORM],
  REMOVE: [false, PLATFORM],
  RM: [false, PLATFORM],
  CONNECT: [false, PLATFORM],
  SECURITY: [false, PLATFORM],
  TRUNCATE: [true, "Rows that are deleted here are not deleted in the target."],
  PURGE: [false, PLATFORM],
  RENAME: [true, "The object keeps its first name in the target."],
  CALL: [true, "Calls are not executed; what the routine does is missing in the target."],
  LOAD: [true, "The rows are in a file that is no part of the inventory."],
  UNLOAD: [false, "It writes rows to a file."],
  EXPORT: [false, "It writes rows to a file."],
  BULK: [true, "The rows are in a file that is no part of the inventory."],
  DECLARE: [true, "Script variables are not executed."],
  RETURN: [false, "It ends a batch."],
};

/** What becomes of a statement that neither creates, changes nor fills anything we migrate. */
export function otherLeftOut(first: string): Classified {
  const rule = STATEMENTS[first];
  if (rule) return leftOut(first, ...rule);
  return leftOut(first || "?", true, "This statement was not recognised.");
}
