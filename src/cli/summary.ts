import Table from "cli-table3";
import type { Frame } from "../protocol/frame.ts";
import type { ObjectResult } from "../protocol/job.ts";
import { duration, plain } from "./format.ts";

/** What a finished migration came to: objects by type and status, what failed and why, time, where the database is. */
export function summaryText(
  last: Frame,
  results: readonly ObjectResult[],
  elapsedMs: number,
  databasePath: string | null,
): string {
  const table = new Table({
    head: ["Type", "Success", "Error", "Skipped", "Rows"],
    colAligns: ["left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const type of ["TABLE", "VIEW", "PROCEDURE"] as const) {
    const ofType = results.filter(({ object_type }) => object_type === type);
    if (ofType.length === 0) continue;
    const count = (status: string) => ofType.filter((result) => result.status === status).length;
    const rows = ofType.reduce((sum, { rows_loaded }) => sum + (rows_loaded ?? 0), 0);
    table.push([
      type,
      count("success"),
      count("error"),
      count("skipped"),
      type === "TABLE" ? rows : "",
    ]);
  }
  const lines = ["", table.toString()];
  const missed = results.filter(({ status }) => status !== "success");
  for (const { status, object_name, error, file, line, column } of missed) {
    const place = file && status === "error" ? ` (${file}:${line ?? 1}:${column ?? 1})` : "";
    lines.push(
      `  ${status === "error" ? "failed " : "skipped"} ${plain(object_name)}: ${plain(error ?? "")}${place}`,
    );
  }
  if (missed.length > 0) lines.push("");
  const failure = last.error ? `: ${plain(last.error)}` : "";
  lines.push(`Migration ${last.status}${failure} in ${duration(elapsedMs)}`);
  lines.push(databasePath ? `Database: ${databasePath}` : "Dry run: nothing was written");
  return `${lines.join("\n")}\n`;
}
