import { chmodSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { makeFolder } from "../makeFolder.ts";
import type { EngineFile } from "../protocol/health.ts";
import { AppError } from "./errors.ts";

/** Where an engine keeps what it knows. */
export interface DataFolder {
  path: string;
  database: string;
  warehouses: string;
  /** Gives the folder back to other engines. */
  release(): void;
}

/** Takes a folder for this engine alone. The lock is the operating system's: a killed engine holds none. */
export function takeDataFolder(path: string): DataFolder {
  makeFolder(path, 0o700);
  const lock = new DatabaseSync(join(path, "engine.lock"));
  try {
    lock.exec("PRAGMA busy_timeout = 0");
    lock.exec("PRAGMA locking_mode = EXCLUSIVE");
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw new AppError(
      "DATA_FOLDER_IN_USE",
      409,
      `Another engine is using ${path}. Use that one, stop it, or give another folder with --data.`,
      { cause: error },
    );
  }
  return {
    path,
    database: join(path, "jobs.db"),
    warehouses: join(path, "warehouses"),
    release: () => lock.close(),
  };
}

/** Writes the file by which clients of this computer find the engine: whole or not at all, readable by its user only. */
export function writeEngineFile(path: string, content: EngineFile): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

export function removeEngineFile(path: string): void {
  rmSync(path, { force: true });
}
