import { chromium } from "playwright-core";
import { ensureChromium } from "../scripts/chromium.ts";
import { JobStore } from "../src/extension/jobs/jobStore.ts";
import { frame, line, result, summary } from "../test/unit/extension/support/jobs.ts";
import { buildBundles } from "../test/webview/support/bundles.ts";
import { liveLatencies } from "./panelLive.ts";
import { PanelPage } from "./panelPage.ts";
import { percentile, report } from "./support.ts";

const OBJECTS = 100_000;
const OPENINGS = 7;
/** Pixels that the table is scrolled by in each frame: a fast wheel. */
const STEP_PX = 120;
const FRAMES = 600;
/** A frame of a screen of 60 Hz. */
const FRAME_MS = 16.7;
/** The clock of the frames is no finer. */
const JITTER_MS = 0.5;
const LIVE_PER_SECOND = 100;
const LIVE_SECONDS = 20;

/** The panel of a job of 100,000 objects in Chromium, with the real session of the host behind it. */
export async function benchPanel(): Promise<void> {
  console.log(`\nPanel of a job of ${OBJECTS.toLocaleString("en")} objects, in Chromium`);
  const args = ["--no-sandbox", "--disable-gpu"];
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args });
  try {
    const bundles = await buildBundles();
    const jobs = bigJob();
    const { job_id } = summary();
    const opened: number[] = [];
    for (let n = 0; n < OPENINGS; n++) {
      await using panel = await PanelPage.open(browser, bundles, jobs, job_id);
      opened.push(await panel.firstRowsMs());
    }
    opened.sort((a, b) => a - b);
    report("page opened to first rows painted, median", percentile(opened, 0.5), "ms", 500);
    report("page opened to first rows painted, slowest", percentile(opened, 1), "ms", 500);

    await using panel = await PanelPage.open(browser, bundles, jobs, job_id);
    await panel.firstRowsMs();
    const { intervals, busyMs, unknownShare } = await panel.scroll(STEP_PX, FRAMES);
    const slow = intervals.filter((ms) => ms > FRAME_MS + JITTER_MS).length;
    report("scrolling: frames over 16.7 ms", (100 * slow) / intervals.length, "%");
    report("scrolling: longest frame", percentile(intervals, 1), "ms");
    report("scrolling: the page busy in a frame", busyMs, "ms", FRAME_MS);
    report("scrolling: rows outlined, not there yet", 100 * unknownShare, "%");
    await panel.visitAll();
    const { bytes, parts } = panel.largest;
    report(`largest message to the panel (${parts})`, bytes / 1_000, "KB", 10);
    report("JavaScript heap of the panel", (await panel.heapBytes()) / 1e6, "MB", 60);

    const latencies = await liveLatencies(browser, bundles, LIVE_PER_SECOND, LIVE_SECONDS);
    const what = "finished in an engine to row painted";
    report(`${what}, rows`, latencies.length, "");
    report(`${what}, p50`, percentile(latencies, 0.5), "ms");
    report(`${what}, p95`, percentile(latencies, 0.95), "ms", 150);
  } finally {
    await browser.close();
  }
}

/** A running job that has nearly all of its objects done, with failures, remarks and a log. */
function bigJob(): JobStore {
  const jobs = new JobStore(() => Date.now());
  jobs.upsert(summary({ total_objects: OBJECTS + 50, start_time: new Date().toISOString() }));
  const new_results = Array.from({ length: OBJECTS }, (_, index) => {
    const name = `warehouse_${index % 40}.customer_order_line_${index}`;
    const file = `tables/part_${index % 200}.sql`;
    const place = { seq: index + 1, attempt: 1, file, line: 1 + (index % 900), column: 1 };
    if (index % 50 === 3) {
      const error = "CONNECT BY with NOCYCLE has no counterpart. Rewrite as a recursive CTE.";
      return result(name, { ...place, status: "error", error, error_code: "DWM-QRY-014" });
    }
    const done = { execution_time_ms: 20 + (index % 4_000), rows_loaded: index * 7 };
    return result(name, { ...place, ...done });
  });
  const new_logs = Array.from({ length: 20_000 }, (_, index) =>
    line(`Created table ${new_results[index]?.object_name}, ${index} rows in 30 ms`),
  );
  jobs.applyFrame(frame({ new_results, new_logs }), String(OBJECTS), true);
  return jobs;
}
