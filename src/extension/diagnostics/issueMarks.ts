import type { Issue } from "../../protocol/job.ts";
import type { JobModel } from "../jobs/jobModel.ts";

/** An issue at its place in a source file. */
export interface IssueMark {
  jobId: string;
  /** The object's row in the job's table. */
  rowId: number;
  objectName: string;
  code: string;
  severity: Issue["severity"];
  message: string;
  hint: string | undefined;
  /** Counted from 1. */
  line: number;
  column: number;
}

/** Editors show no more than this many of one file. */
const MOST_A_FILE = 1_000;

/** What a job has to say of its source, by file as the engine names it. Infos are left to the panel: they ask for nothing. */
export function issueMarks(job: JobModel): Map<string, IssueMark[]> {
  const marks = new Map<string, IssueMark[]>();
  const add = (file: string, mark: IssueMark) => {
    const known = marks.get(file);
    if (!known) marks.set(file, [mark]);
    else if (known.length < MOST_A_FILE) known.push(mark);
  };
  for (const { id, result } of job.results.rows) {
    const own = { jobId: job.id, rowId: id, objectName: result.object_name };
    const issues = result.issues ?? [];
    for (const { code, severity, message, hint, file, line, column } of issues) {
      if (severity === "info" || file === "") continue;
      add(file, { ...own, code, severity, message, hint, line, column });
    }
    const { status, error, error_code, file, line, column } = result;
    const told = issues.some(({ code }) => code === error_code);
    if (status !== "error" || !error || !file || told) continue;
    add(file, {
      ...own,
      code: error_code ?? "",
      severity: "error",
      message: error,
      hint: undefined,
      line: line ?? 1,
      column: column ?? 1,
    });
  }
  return marks;
}

/** Of each inventory the newest job that has results here: what older ones said may be mended. */
export function newestByInventory(jobs: readonly JobModel[]): JobModel[] {
  const newest = new Map<string, JobModel>();
  for (const job of jobs) {
    const path = job.summary.inventory_path;
    if (!path || job.summary.imported || job.results.rows.length === 0) continue;
    if (!newest.has(path)) newest.set(path, job);
  }
  return [...newest.values()];
}
