import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Memento } from "vscode";
import { lastAnswers, rememberAnswers } from "../../../../src/extension/commands/lastAnswers.ts";
import { JobModel } from "../../../../src/extension/jobs/jobModel.ts";
import { StatusScreen } from "../../../../src/extension/start/statusScreen.ts";
import { requestOfTask, startFieldsOf } from "../../../../src/extension/start/taskFields.ts";
import {
  endLines,
  exitCodeOf,
  failureLine,
  progressLine,
} from "../../../../src/extension/start/taskText.ts";
import type { JobSummary } from "../../../../src/protocol/job.ts";
import { ROOT } from "../../../support/inventories.ts";
import { english } from "../support/host.ts";
import { result, summary } from "../support/jobs.ts";

const job = (changes: Partial<JobSummary>) => new JobModel(summary(changes));

describe("what a task says", () => {
  it("ends with 0, 1 for a job that could not go on, 2 when objects failed", () => {
    assert.equal(exitCodeOf(job({ status: "completed" })), 0);
    assert.equal(exitCodeOf(job({ status: "completed", failed_objects: 1 })), 2);
    assert.equal(exitCodeOf(job({ status: "failed", failed_objects: 1 })), 1);
    assert.equal(exitCodeOf(job({ status: "cancelled" })), 1);
  });

  it("is where the job stands, in one line", () => {
    const running = job({
      progress_percentage: 68.9,
      total_objects: 412,
      completed_objects: 270,
      failed_objects: 7,
      skipped_objects: 4,
      estimated_time_remaining: 200,
    });
    const text = progressLine(running, english).replaceAll("\u00a0", " ");
    assert.equal(text, "Running · 68 % · 281 of 412 · 7 failed · 3 min 20 s left");
    assert.equal(progressLine(job({ status: "queued", total_objects: 0 }), english), "Queued");
  });

  it("is each failure with its place, as the problem matcher reads it", () => {
    const { contributes } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    const [{ pattern }] = contributes.problemMatchers;
    const failed = result("hr.v_tree", {
      status: "error",
      error: "CONNECT BY\n\u001b[31mhas no: counterpart",
      error_code: "DWM-QRY-014",
      line: 41,
      column: 3,
    });
    const line = failureLine(failed, "C:\\ddl\\tree.sql");
    assert.equal(
      line,
      "C:\\ddl\\tree.sql:41:3: error DWM-QRY-014: hr.v_tree: CONNECT BY [31mhas no: counterpart",
    );
    const match = new RegExp(pattern.regexp).exec(line);
    const read = ["file", "line", "column", "severity", "code"].map(
      (part) => match?.[pattern[part]],
    );
    assert.deepEqual(read, ["C:\\ddl\\tree.sql", "41", "3", "error", "DWM-QRY-014"]);
    const unplaced = result("t", { status: "error", error: null });
    assert.equal(failureLine(unplaced, "a.sql"), "a.sql:1:1: error DWM: t: ");
  });

  it("ends with what came of it and where it is", () => {
    const done = job({
      status: "completed",
      completed_objects: 9,
      failed_objects: 1,
      end_time: "2026-01-02T03:04:16.000Z",
      target_path: "/w/hr.duckdb",
    });
    const lines = endLines(done, english).map((line) => line.replaceAll("\u00a0", " "));
    assert.deepEqual(lines, [
      "Completed with failures: 9 migrated · 1 failed · 0 skipped · 11 s",
      "Database: /w/hr.duckdb",
      "DW Migration: Show Job shows why; Retry Failed Objects runs them again.",
    ]);
    assert.match(
      endLines(job({ status: "failed", error: "disk\nfull" }), english)[1] ?? "",
      /disk full/,
    );
  });

  it("keeps lasting lines above the status, which never breaks", () => {
    const written: string[] = [];
    const screen = new StatusScreen((text) => written.push(text), 10);
    screen.status("0123456789abc");
    screen.status("0123456789xyz");
    assert.equal(written.join(""), "012345678", "the same part is not drawn again");
    screen.line("failed", "red");
    assert.equal(written.join(""), "012345678\r\u001b[2K\u001b[31mfailed\u001b[0m\r\n012345678");
    screen.status("");
    screen.line("end");
    assert.ok(written.join("").endsWith("\r\u001b[2Kend\r\n"));
  });
});

describe("what a task is told", () => {
  const inline = {
    type: "dw-migration",
    inventory_path: "ddl",
    source_type: "mssql",
    target_catalog: "a",
    target_schema: "b",
  };

  it("is a start, with paths relative to the workspace folder", () => {
    const request = requestOfTask(startFieldsOf(inline, "/w"), english);
    assert.equal(request.inventory_path, join("/w", "ddl"));
    assert.equal(request.source_type, "tsql");
    assert.equal(startFieldsOf({ file: "x", dry_run: true }, "/w").file, undefined);
  });

  it("is refused with what is wrong and where to mend it", () => {
    const wrong = startFieldsOf({ ...inline, dryrun: true }, undefined);
    assert.throws(
      () => requestOfTask(wrong, english),
      /Did you mean “dry_run”\? Mend it in tasks.json/,
    );
    assert.throws(() => requestOfTask({}, english), /“inventory_path” is missing/);
  });
});

describe("the wizard's last answers", () => {
  const memory = () => {
    const kept = new Map<string, unknown>();
    const get = (key: string) => kept.get(key);
    const update = async (key: string, value: unknown) =>
      void kept.set(key, structuredClone(value));
    return { get, update, kept } as unknown as Memento & { kept: Map<string, unknown> };
  };

  it("are offered again, all that it asks for", async () => {
    const mine = memory();
    assert.deepEqual(lastAnswers(mine), {});
    const request = {
      inventory_path: "/data",
      source_type: "auto",
      target_catalog: "shop",
      target_schema: "sales",
      target_path: "/x.duckdb",
      dry_run: true,
    };
    await rememberAnswers(mine, { ...request, model_id: "m" });
    assert.deepEqual(lastAnswers(mine), request);
    await rememberAnswers(mine, { ...request, target_path: null, dry_run: false });
    const { target_path: _, ...rest } = request;
    assert.deepEqual(lastAnswers(mine), { ...rest, dry_run: false });
  });

  it("are left out where another version kept something else", async () => {
    const mine = memory();
    for (const kept of ["x", null, 3]) {
      mine.kept.set("start.answers", kept);
      assert.deepEqual(lastAnswers(mine), {});
    }
    mine.kept.set("start.answers", { target_catalog: "a", dry_run: "yes", inventory_path: 1 });
    assert.deepEqual(lastAnswers(mine), { target_catalog: "a" });
  });
});
