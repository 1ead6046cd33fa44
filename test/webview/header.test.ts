import assert from "node:assert/strict";
import type { JobView } from "../../src/extension/panel/messages.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

describe("head of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  const patch = (panel: Panel, job: Partial<JobView> | null) =>
    panel.page.evaluate((change) => globalThis.fakeHost.patchJob(change), job);
  const text = (panel: Panel, words: string | RegExp) => panel.page.getByText(words).first();

  it("shows the snapshot in words and numbers", async () => {
    await using panel = await browser.open({ job: { dryRun: true, rowsLoaded: 18_412_009 } });
    await panel.page.getByRole("heading", { name: "retail_dw → main.migrated" }).waitFor();
    await text(panel, "Snowflake to DuckDB").waitFor();
    await text(panel, "Dry run").waitFor();
    await text(panel, "4 workers").waitFor();
    const bar = panel.page.getByRole("progressbar");
    assert.equal(await bar.getAttribute("aria-valuenow"), "68");
    assert.equal(await bar.getAttribute("aria-valuetext"), "68%, 281 of 412 objects");
    const card = panel.page.locator(".card", { hasText: "Rows loaded" });
    assert.match((await card.textContent()) ?? "", /18\.4 M/);
    assert.equal(await card.getAttribute("title"), "18,412,009");
    assert.match(
      (await panel.page.locator(".progress-line").textContent()) ?? "",
      /3\smin 20\ss left \(2–5\smin\)/,
    );
  });

  it("does not count workers that it was not told of", async () => {
    await using panel = await browser.open({ job: { workers: null } });
    await text(panel, "this computer").waitFor();
    assert.equal(await text(panel, /\bworkers?\b/).count(), 0);
    await patch(panel, { workers: 1 });
    await text(panel, "1 worker").waitFor();
  });

  it("ticks the elapsed time while running, and tells no ETA it does not know", async () => {
    await using panel = await browser.open({ job: { etaSeconds: null } });
    const line = panel.page.locator(".progress-line");
    const elapsed = async () => /\d+\ss so far/.exec((await line.textContent()) ?? "")?.[0];
    const before = await waitUntil(elapsed, "the elapsed time shows");
    await waitUntil(async () => (await elapsed()) !== before, "it ticks");
    assert.match((await line.textContent()) ?? "", /estimating…/);
    await patch(panel, { status: "completed", endedAt: Date.now(), canCancel: false });
    await waitUntil(
      async () => !/so far|estimating|left/.test((await line.textContent()) ?? ""),
      "nothing is promised after the end",
    );
  });

  it("cancels in two steps", async () => {
    await using panel = await browser.open();
    await panel.button("Cancel").click();
    await text(panel, "Cancel the migration?").waitFor();
    await panel.button("Keep running").click();
    await panel.button("Cancel").waitFor();
    assert.deepEqual(await panel.sent("command"), []);

    await panel.button("Cancel").click();
    await panel.page.keyboard.press("Escape");
    await panel.button("Cancel").click();
    await panel.button("Yes, cancel").click();
    await text(panel, "Cancelling…").waitFor();
    assert.deepEqual(
      (await panel.sent("command")).map(({ command }) => command),
      ["cancel"],
    );
    await patch(panel, { cancelling: true });
    await patch(panel, {
      status: "cancelled",
      cancelling: false,
      canCancel: false,
      endedAt: Date.now(),
    });
    await text(panel, /Cancelled after .* with 281 of 412 objects done/).waitFor();
    assert.equal(await panel.button("Cancel").count(), 0);
  });

  it("offers the cancel again when the host could not do it", async () => {
    await using panel = await browser.open();
    await panel.button("Cancel").click();
    await panel.button("Yes, cancel").click();
    await text(panel, "Cancelling…").waitFor();
    await panel.page.evaluate(() =>
      globalThis.fakeHost.post({
        type: "commandFailed",
        command: "cancel",
        message: "The engine did not answer.",
      }),
    );
    await panel.page.getByRole("alert").getByText("The engine did not answer.").waitFor();
    await panel.button("Cancel").waitFor();
    await panel.button("Dismiss").click();
    await panel.page.getByRole("alert").waitFor({ state: "detached" });
  });

  it("pauses and resumes", async () => {
    await using panel = await browser.open({ job: { canPause: true } });
    await panel.button("Cancel").waitFor();
    await panel.screenshot("control-running");
    await panel.button("Pause").click();
    await panel.waitForCommand("pause");
    await patch(panel, { status: "paused", canPause: false, canResume: true });
    await text(panel, "Paused").waitFor();
    await panel.button("Cancel").waitFor();
    await panel.screenshot("control-paused");
    assert.equal(await panel.button("Pause").count(), 0);
    await panel.button("Resume").click();
    await panel.waitForCommand("resume");
  });

  it("shows neither to a server that cannot", async () => {
    await using panel = await browser.open();
    await panel.button("Cancel").waitFor();
    for (const name of ["Pause", "Resume", "Cancel now", "Retry failed"]) {
      assert.equal(await panel.button(name).count(), 0, name);
    }
    await patch(panel, { cancelling: true, canCancel: false });
    await text(panel, "Cancelling…").waitFor();
    assert.equal(await panel.button("Cancel now").count(), 0);
  });

  it("need not wait for what is in work", async () => {
    await using panel = await browser.open({ job: { canPause: true } });
    await panel.button("Cancel").click();
    await panel.button("Yes, cancel").click();
    const cancelling = { cancelling: true, canCancel: false, canCancelNow: true, canPause: false };
    await patch(panel, cancelling);
    await panel.button("Cancel now").waitFor();
    assert.equal(await panel.button("Pause").count(), 0);
    await panel.screenshot("control-cancelling");
    await panel.button("Cancel now").click();
    await panel.waitForCommand("cancelNow");
  });

  it("runs what failed again, once the job has ended", async () => {
    await using panel = await browser.open({ job: { canPause: true } });
    const end = { endedAt: Date.now(), canCancel: false, canPause: false, canRetry: true };
    await patch(panel, { status: "completed", percent: 100, targetPath: "/w/a.duckdb", ...end });
    await panel.button("Retry failed").waitFor();
    await panel.screenshot("control-ended");
    await panel.button("Retry failed").click();
    await panel.waitForCommand("retryFailed");
    await patch(panel, {
      status: "queued",
      queuePosition: 1_200,
      canRetry: false,
      canCancel: true,
    });
    await text(panel, "Waiting, place 1,200").waitFor();
    await panel.screenshot("control-queued");
    assert.equal(await panel.button("Retry failed").count(), 0);
  });

  it("says that the files are read again for a retry, and calls it off", async () => {
    await using panel = await browser.open({
      job: { status: "completed", canRetry: true, etaSeconds: null },
    });
    const button = panel.button("Retry failed");
    await button.click();
    await panel.waitForCommand("retryFailed");
    await patch(panel, { retryAsked: true });
    await text(panel, "Reading the files again…").waitFor();
    assert.equal(await button.count(), 0);
    await panel.button("Do not retry").click();
    await panel.waitForCommand("callOffRetry");
    await patch(panel, { retryAsked: false });
    await button.waitFor();
    // Also while the rest of the job goes on.
    await patch(panel, { status: "running", canRetry: false, retryAsked: true });
    await panel.button("Do not retry").waitFor();
  });

  it("marks an imported job, which cannot be run", async () => {
    await using panel = await browser.open({
      job: { status: "failed", imported: true, canCancel: false, endedAt: Date.now() },
    });
    await text(panel, "Imported").waitFor();
    assert.equal(await panel.button("Retry failed").count(), 0);
    await panel.screenshot("control-imported");
  });

  it("keeps all buttons within a narrow panel", async () => {
    await using panel = await browser.open({ width: 360, job: { canPause: true } });
    await panel.button("Pause").waitFor();
    assert.equal((await panel.probe()).overflow, 0);
    await panel.screenshot("control-narrow");
  });

  it("shows each way of not being connected under the title", async () => {
    await using panel = await browser.open({ connection: { state: "connecting" } });
    await text(panel, "Connecting to the engine…").waitFor();
    const since = Date.now() - 60_000;
    await panel.page.evaluate(
      (at) =>
        globalThis.fakeHost.setConnection({
          state: "retrying",
          since: at,
          retryAt: Date.now() + 30_000,
          reason: "ECONNREFUSED",
        }),
      since,
    );
    const line = panel.page.locator(".connection-line");
    const countdown = async () => /retrying in \d+\ss/.exec((await line.textContent()) ?? "")?.[0];
    const before = await waitUntil(countdown, "a countdown shows");
    await waitUntil(async () => (await countdown()) !== before, "it counts down");
    await text(panel, /Not updated since/).waitFor();
    await panel.button("Retry now").click();
    await panel.waitForCommand("refresh");

    await panel.page.evaluate(
      (at) =>
        globalThis.fakeHost.setConnection({ state: "offline", since: at, reason: "ENOTFOUND" }),
      since,
    );
    await text(panel, /Engine unreachable since/).waitFor();
    await text(panel, "ENOTFOUND").waitFor();

    await panel.page.evaluate(() =>
      globalThis.fakeHost.setConnection({ state: "unauthorised", reason: "401" }),
    );
    await panel.button("Enter token…").click();
    await panel.waitForCommand("configureToken");

    await panel.page.evaluate(() => globalThis.fakeHost.setConnection({ state: "live" }));
    await line.waitFor({ state: "detached" });
  });

  it("ends with a summary and what to do next", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    assert.equal(await panel.button("Reveal database file").count(), 0);
    const end = { endedAt: Date.now(), canCancel: false, targetPath: "/w/a.duckdb" };
    await patch(panel, { status: "completed", percent: 100, ...end });
    await text(panel, /271 objects migrated in .* · 6 failed · 4 skipped/).waitFor();
    const state = panel.page.locator(".state-line .state");
    assert.equal(await state.textContent(), "Completed with failures");
    await patch(panel, { completed: 1, failed: 0 });
    await waitUntil(async () => (await state.textContent()) === "Completed", "all went well");
    await patch(panel, { failed: 6 });
    await text(panel, /1 object migrated in .* · 6 failed/).waitFor();
    await panel.button("Reveal database file").click();
    await panel.waitForCommand("revealDatabase");
    await patch(panel, { status: "failed", error: "The disk is full.", targetPath: null });
    await text(panel, "The disk is full.").waitFor();
    assert.equal(await panel.button("Reveal database file").count(), 0);
  });

  it("says what an empty and a deleted job are, with one button", async () => {
    await using panel = await browser.open({ rowCount: 0, logCount: 0, job: { etaSeconds: null } });
    await text(panel, /Reading the inventory/).waitFor();
    assert.equal(await panel.page.getByRole("progressbar").getAttribute("aria-valuenow"), null);
    await panel.button("Show log").click();
    await text(panel, "The log is empty.").waitFor();
    await patch(panel, null);
    await text(panel, "This migration no longer exists.").waitFor();
    await panel.button("Start a migration…").click();
    await panel.waitForCommand("startMigration");
    assert.equal(await panel.page.getByRole("button").count(), 1);
  });

  it("announces politely and not with every change", async () => {
    await using panel = await browser.open();
    const region = panel.page.locator("[role=status][aria-live=polite]");
    await waitUntil(
      async () => (await region.textContent()) === "Running, 60%, 6 failed",
      "the start",
    );
    const firstSaid = Date.now();
    await patch(panel, { percent: 71 });
    await patch(panel, { percent: 85, failed: 9 });
    await waitUntil(
      async () => (await region.textContent()) !== "Running, 60%, 6 failed",
      "the change",
    );
    assert.equal(await region.textContent(), "Running, 80%, 9 failed");
    assert.ok(Date.now() - firstSaid > 3_000, "not sooner than every few seconds");
  });
});
