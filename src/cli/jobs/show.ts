import Table from "cli-table3";
import type { JobSummary, ObjectResult } from "../../protocol/job.ts";
import { plain } from "../format.ts";

/** The list of jobs as a table. */
export function listText(jobs: readonly JobSummary[]): string {
  if (jobs.length === 0) return "No jobs\n";
  const table = new Table({
    head: ["Job", "State", "Done", "Failed", "Skipped", "Source", "Target", "Started"],
    colAligns: ["left", "left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const job of jobs) {
    const done = job.completed_objects + job.failed_objects + (job.skipped_objects ?? 0);
    table.push([
      job.job_id.slice(0, 8),
      stateOf(job),
      `${done} of ${job.total_objects}`,
      job.failed_objects,
      job.skipped_objects ?? 0,
      plain(`${job.source_type}, ${job.inventory_path ?? ""}`),
      plain(`${job.target_catalog}.${job.target_schema}`),
      job.start_time ?? "",
    ]);
  }
  return `${table.toString()}\n`;
}

function stateOf(job: JobSummary): string {
  const state = job.cancelling ? "cancelling" : job.status;
  return job.imported ? `${state} (imported)` : state;
}

/** One job, and what of it failed. */
export function jobText(job: JobSummary, failed: readonly ObjectResult[]): string {
  const lines = [listText([job]), `Id: ${job.job_id}\n`];
  if (job.error) lines.push(`Error: ${plain(job.error)}\n`);
  if (job.target_path) lines.push(`Database: ${plain(job.target_path)}\n`);
  for (const { object_name, error_code, error, file, line, column } of failed) {
    const place = file ? ` (${plain(file)}:${line ?? 1}:${column ?? 1})` : "";
    lines.push(`  ${error_code ?? ""} ${plain(object_name)}: ${plain(error ?? "")}${place}\n`);
  }
  return lines.join("");
}
