import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../errors.ts";

/** Schema versions in order; the index of a migration plus one is the version it leads to. Never edit one, add one. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jobs (
    job_id TEXT PRIMARY KEY,
    created_at TEXT NOT NULL,
    status TEXT NOT NULL,
    source_type TEXT NOT NULL,
    target_catalog TEXT NOT NULL,
    target_schema TEXT NOT NULL,
    inventory_path TEXT NOT NULL,
    target_path TEXT,
    dry_run INTEGER NOT NULL,
    model_id TEXT,
    concurrency INTEGER,
    planned INTEGER NOT NULL DEFAULT 0,
    user_types TEXT NOT NULL DEFAULT '{}',
    total INTEGER NOT NULL DEFAULT 0,
    completed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    rows_loaded INTEGER NOT NULL DEFAULT 0,
    last_seq INTEGER NOT NULL DEFAULT 0,
    start_time TEXT,
    end_time TEXT,
    error TEXT
  ) STRICT;
  CREATE TABLE objects (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    object_type TEXT NOT NULL,
    target_name TEXT NOT NULL,
    depends_on TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (job_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE results (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    status TEXT NOT NULL,
    result TEXT NOT NULL,
    target_sql TEXT,
    columns TEXT,
    PRIMARY KEY (job_id, ordinal, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX results_by_seq ON results (job_id, seq);
  CREATE TABLE logs (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    timestamp TEXT NOT NULL,
    level TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (job_id, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE jobs ADD COLUMN on_error TEXT NOT NULL DEFAULT 'continue';
  ALTER TABLE jobs ADD COLUMN include TEXT;
  ALTER TABLE jobs ADD COLUMN exclude TEXT;
  ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN cancelling INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN queued_at TEXT NOT NULL DEFAULT '';
  UPDATE jobs SET queued_at = created_at;
  -- The attempt that counts, of objects that were run more than once.
  CREATE TABLE attempts (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    PRIMARY KEY (job_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  -- Outlives the job that it tells of.
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    timestamp TEXT NOT NULL,
    job_id TEXT NOT NULL,
    client TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT
  ) STRICT;
  CREATE INDEX audit_by_job ON audit (job_id, id);
  CREATE INDEX jobs_by_age ON jobs (created_at);
  `,
  `
  ALTER TABLE jobs ADD COLUMN target_type TEXT NOT NULL DEFAULT 'duckdb';
  -- JSON: requests, tokens and cost of asking a language model.
  ALTER TABLE jobs ADD COLUMN model_usage TEXT;
  `,
  `
  -- JSON: how surely the source type was detected, and by what.
  ALTER TABLE jobs ADD COLUMN detection TEXT;
  -- JSON: files, statements, versions and usage of the inventory.
  ALTER TABLE jobs ADD COLUMN survey TEXT;
  -- Statements of the inventory that are not migrated.
  CREATE TABLE left_out (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (job_id, ordinal)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What the attempts of an object up to one were made from, where it is made from something else now.
  CREATE TABLE past_sources (
    job_id TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (job_id, ordinal, attempt)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What the inventory's files held when all of the job's objects were as they are there; NULL: some are not.
  ALTER TABLE jobs ADD COLUMN print TEXT;
  `,
];

/** Brings the schema up to date, each step in a transaction of its own. A database of a newer version is refused. */
export function migrate(database: DatabaseSync, path: string): void {
  const row = database.prepare("PRAGMA user_version").get() as { user_version: number };
  if (row.user_version > MIGRATIONS.length) {
    throw new AppError(
      "STORE_TOO_NEW",
      500,
      `${path} was written by a newer version of DW Migration Assistant (schema ${row.user_version}, this version ` +
        `knows ${MIGRATIONS.length}). Update the extension, or give another folder with --data.`,
    );
  }
  for (let version = row.user_version; version < MIGRATIONS.length; version++) {
    database.exec("BEGIN IMMEDIATE");
    try {
      database.exec(MIGRATIONS[version] ?? "");
      database.exec(`PRAGMA user_version = ${version + 1}`);
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }
}
