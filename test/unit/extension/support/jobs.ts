import type { Frame } from "../../../../src/protocol/frame.ts";
import type { JobSummary, LogEntry, ObjectResult } from "../../../../src/protocol/job.ts";

export function summary(changes: Partial<JobSummary> = {}): JobSummary {
  return {
    job_id: "6f1a2b3c-0000-4000-8000-000000000001",
    status: "running",
    progress_percentage: 0,
    total_objects: 10,
    completed_objects: 0,
    failed_objects: 0,
    source_type: "snowflake",
    target_catalog: "main",
    target_schema: "migrated",
    start_time: "2026-01-02T03:04:05.000Z",
    ...changes,
  };
}

export function frame(changes: Partial<Frame> = {}): Frame {
  const { job_id, status, progress_percentage, total_objects } = summary();
  return {
    job_id,
    status,
    progress_percentage,
    total_objects,
    completed_objects: 0,
    failed_objects: 0,
    new_logs: [],
    new_results: [],
    ...changes,
  };
}

export function line(message: string, changes: Partial<LogEntry> = {}): LogEntry {
  return { timestamp: "2026-01-02T03:04:05.123456", level: "info", message, ...changes };
}

export function result(name: string, changes: Partial<ObjectResult> = {}): ObjectResult {
  return {
    object_name: name,
    object_type: "TABLE",
    status: "success",
    timestamp: "2026-01-02T03:04:05.123456",
    ...changes,
  };
}
