/** The id of the Jobs view, as the manifest has it. */
export const JOBS_VIEW = "dwMigration.jobs";
