import { copyFileSync, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../../../makeFolder.ts";
import { AppError, messageOf } from "../../errors.ts";
import { migrate } from "./migrations.ts";

/**
 * Opens the engine's database for its only writer: WAL, synchronous=FULL, foreign keys on. A damaged file is copied
 * aside and refused with an error that names both; it is never started afresh.
 */
export function openDatabase(path: string): DatabaseSync {
  makeFolder(dirname(path), 0o700);
  const existed = existsSync(path);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec("PRAGMA busy_timeout = 5000");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("PRAGMA foreign_keys = ON");
    if (existed) assertSound(database);
    migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof AppError || !existed || !isDamage(error)) throw error;
    const copy = `${path}.damaged-${new Date().toISOString().replaceAll(":", "-")}`;
    copyFileSync(path, copy);
    throw new AppError(
      "STORE_DAMAGED",
      500,
      `${path} is damaged (${messageOf(error)}). A copy was kept as ${copy}. Restore it from a backup, or move it ` +
        "away to start with an empty list of jobs.",
      { cause: error },
    );
  }
}

/** The cheapest check that touches every table's root; a full integrity check takes minutes on a large history. */
function assertSound(database: DatabaseSync): void {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
    name: string;
  }[];
  for (const { name } of tables) database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get();
}

/** SQLITE_CORRUPT (11) and SQLITE_NOTADB (26). */
function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && [11, 26].includes(code & 0xff);
}

/** SQLITE_FULL (13). */
export function isDiskFull(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && (code & 0xff) === 13;
}
