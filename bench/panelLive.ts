import type { Browser } from "playwright-core";
import { waitUntil } from "../test/support/vscode/waitUntil.ts";
import { openWindow } from "../test/unit/extension/support/window.ts";
import type { Bundles } from "../test/webview/support/bundles.ts";
import { PanelPage } from "./panelPage.ts";
import { benchEngine } from "./support.ts";

/**
 * Object finished -> its row painted: through a real engine's store and event stream, the host side's connection, job store
 * and panel session, and the page. Answers milliseconds, sorted, of the rows that came in sight.
 */
export async function liveLatencies(
  browser: Browser,
  bundles: Bundles,
  perSecond: number,
  seconds: number,
): Promise<number[]> {
  const engine = await benchEngine(perSecond, 16);
  const window = openWindow({ url: engine.url });
  try {
    await window.connection.session();
    window.sync.setVisible(true);
    const jobId = await engine.start(perSecond * seconds);
    const job = await waitUntil(async () => window.jobs.get(jobId), "the window knows the job");
    window.sync.watch(jobId);
    await using panel = await PanelPage.open(browser, bundles, window.jobs, jobId);
    await panel.firstRowsMs();
    await panel.page.evaluate(observeRows);
    await waitUntil(async () => !job.active, "the job has ended", 1_000 * (seconds + 60));
    const measured = await panel.page.evaluate(
      () => (globalThis as unknown as { benchLatencies: number[] }).benchLatencies,
    );
    return measured.sort((a, b) => a - b);
  } finally {
    window.dispose();
    await engine.stop();
  }
}

/** In the page: the engine writes into a row's message when its object was finished; each row counts once. */
function observeRows(): void {
  const tools = globalThis as unknown as {
    benchNow(): number;
    benchPainted(): Promise<number>;
    benchLatencies: number[];
  };
  const began = tools.benchNow();
  const seen = new Set<string>();
  tools.benchLatencies = [];
  const look = () => {
    const fresh = [...document.querySelectorAll(".grid-body .cell.result")]
      .map((cell) => cell.textContent ?? "")
      .filter((text) => Number(text) > began && !seen.has(text));
    for (const text of fresh) seen.add(text);
    if (fresh.length === 0) return;
    void tools.benchPainted().then((at) => {
      for (const text of fresh) tools.benchLatencies.push(at - Number(text));
    });
  };
  new MutationObserver(look).observe(document.body, {
    childList: true,
    characterData: true,
    subtree: true,
  });
}
