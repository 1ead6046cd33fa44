/** Files that describe a migration, as a glob and as the menus' `when` says it. */
export const MIGRATION_FILES = "**/{migration.json,*.migration.json}";

/** Where nobody keeps one of his own. */
export const NO_MIGRATION_FILES = "**/{node_modules,.git,dist,target,build}/**";

/** True for a file that describes a migration, by its name. */
export function isMigrationFile(path: string): boolean {
  return /(?:^|[\\/])(?:[^\\/]*\.)?migration\.json$/.test(path);
}
