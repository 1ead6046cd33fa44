import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, CDPSession, Page } from "playwright-core";
import type { JobStore } from "../src/extension/jobs/jobStore.ts";
import { PanelSession } from "../src/extension/panel/panelSession.ts";
import { readMessage } from "../src/extension/panel/readMessage.ts";
import { systemTimers } from "../src/extension/timers.ts";
import type { Bundles } from "../test/webview/support/bundles.ts";
import themes from "../test/webview/support/themes.json" with { type: "json" };

/** The side of the page: VS Code's one function, and the moment at which rows were first painted. */
const PAGE_SCRIPT = `
  for (const [name, value] of Object.entries(${JSON.stringify(themes.dark)})) {
    document.documentElement.style.setProperty(name, value);
  }
  let kept;
  globalThis.acquireVsCodeApi = () => ({
    getState: () => kept,
    setState: (state) => { kept = state; },
    postMessage: (message) => globalThis.toHost(JSON.stringify(message)),
  });
  const now = () => performance.timeOrigin + performance.now();
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(now());
    channel.port2.postMessage(null);
  }));
  globalThis.benchNow = now;
  globalThis.benchPainted = painted;
  const look = () => {
    if (!document.querySelector(".grid-body .cell.name:not(:has(.skeleton))")) return;
    observer.disconnect();
    painted().then((at) => globalThis.toHost(JSON.stringify({ type: "firstRows", at })));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });`;

export interface ScrollFrames {
  /** Milliseconds from frame to frame, sorted. */
  intervals: number[];
  /** Milliseconds in which the page was busy, a frame. */
  busyMs: number;
  /** Of the rows that were drawn, those whose content was not there yet. */
  unknownShare: number;
}

/** The built panel in a page, and the session of the extension host behind it. */
export class PanelPage implements AsyncDisposable {
  readonly page: Page;
  readonly #cdp: CDPSession;
  readonly #session: PanelSession;
  readonly #server: Server;
  readonly #openedAt: number;
  readonly #firstRowsAt = Promise.withResolvers<number>();
  /** The most bytes that a message had, and its parts. */
  largest = { bytes: 0, parts: "" };

  private constructor(
    page: Page,
    cdp: CDPSession,
    server: Server,
    jobs: JobStore,
    jobId: string,
    openedAt: number,
  ) {
    this.page = page;
    this.#cdp = cdp;
    this.#server = server;
    this.#openedAt = openedAt;
    this.#session = new PanelSession({
      jobId,
      jobs,
      connection: () => ({ state: "live" }),
      sourceLabel: (type) => type,
      capabilities: () => new Set(["control", "history", "events", "export"]),
      isLocal: () => true,
      retryAsked: () => false,
      issuePage: () => undefined,
      folded: () => [],
      post: (message) => {
        const text = JSON.stringify(message);
        const bytes = Buffer.byteLength(text);
        const parts = Object.keys(message).slice(1).join(", ");
        if (bytes > this.largest.bytes) this.largest = { bytes, parts };
        // As the host does: nobody waits for it, and a page that is gone gets nothing.
        const expression = `window.postMessage(${text}, "*")`;
        cdp.send("Runtime.evaluate", { expression }).catch(() => undefined);
      },
      timers: systemTimers,
    });
  }

  static async open(
    browser: Browser,
    bundles: Bundles,
    jobs: JobStore,
    jobId: string,
  ): Promise<PanelPage> {
    const server = await serve(bundles, jobId);
    const { port } = server.address() as AddressInfo;
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    let panel: PanelPage | undefined;
    // Not Playwright's own ways: what they run in the page takes as long as the panel does.
    await cdp.send("Runtime.enable");
    await cdp.send("Runtime.addBinding", { name: "toHost" });
    cdp.on("Runtime.bindingCalled", ({ payload }) => panel?.receive(JSON.parse(payload)));
    panel = new PanelPage(page, cdp, server, jobs, jobId, now());
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: "commit" });
    return panel;
  }

  /** From the opening of the page to its first rows on the screen. */
  async firstRowsMs(): Promise<number> {
    return (await this.#firstRowsAt.promise) - this.#openedAt;
  }

  receive(raw: { type: string; at?: number }): void {
    if (raw.type === "firstRows") this.#firstRowsAt.resolve(raw.at ?? Number.NaN);
    const message = readMessage(raw);
    if (message?.type === "ready") this.#session.ready(message.rows);
    if (message?.type === "objects") {
      this.#session.showObjects(message.first, message.count, message.query);
    }
    if (message?.type === "log") this.#session.showLog(message);
    if (message?.type === "select") this.#session.select(message.change);
    if (message?.type === "detail") this.#session.showDetail(message.rowId);
    if (message?.type === "show") this.#session.showActivity(message.parts);
    if (message?.type === "inspect") this.#session.inspect(message.rowId);
  }

  /** Scrolls the table by so many pixels in each frame. */
  async scroll(step: number, frames: number): Promise<ScrollFrames> {
    const busyBefore = await this.#busySeconds();
    const { intervals, drawn, unknown } = await this.page.evaluate(
      ([by, count]) =>
        new Promise<{ intervals: number[]; drawn: number; unknown: number }>((resolve) => {
          const grid = document.querySelector(".grid");
          const result = { intervals: [] as number[], drawn: 0, unknown: 0 };
          let last: number | undefined;
          // A wheel moves the picture between two frames, when nothing waits to be laid out.
          const afterFrame = new MessageChannel();
          afterFrame.port1.onmessage = () => {
            result.drawn += document.querySelectorAll(".grid-body .row").length;
            result.unknown += document.querySelectorAll(".grid-body [aria-busy]").length;
            if (result.intervals.length >= count || !grid) return resolve(result);
            grid.scrollTop += by;
            requestAnimationFrame(frame);
          };
          const frame = (at: number) => {
            if (last !== undefined) result.intervals.push(at - last);
            last = at;
            afterFrame.port2.postMessage(null);
          };
          requestAnimationFrame(frame);
        }),
      [step, frames] as const,
    );
    intervals.sort((a, b) => a - b);
    const busyMs = (1_000 * ((await this.#busySeconds()) - busyBefore)) / frames;
    return { intervals, busyMs, unknownShare: unknown / Math.max(1, drawn) };
  }

  /** Looks into every tab, selects everything, and opens the detail of a failure. */
  async visitAll(): Promise<void> {
    const { page } = this;
    await page.locator(".grid").focus();
    await page.keyboard.press("Control+a");
    await page.locator("#selection-count").waitFor();
    for (const tab of (await page.getByRole("tab").all()).toReversed()) {
      await tab.click();
      await this.page.evaluate(() =>
        (globalThis as unknown as { benchPainted(): Promise<number> }).benchPainted(),
      );
    }
    await page.locator(".grid").focus();
    await page.keyboard.press("Escape");
    await page.locator("#selection-count").waitFor({ state: "detached" });
    await page.locator(".grid-body .row").nth(3).click();
    await page.locator(".detail .actions").waitFor();
  }

  /** What the panel keeps in memory once the garbage is gone. */
  async heapBytes(): Promise<number> {
    await this.#cdp.send("HeapProfiler.enable");
    await this.#cdp.send("HeapProfiler.collectGarbage");
    return (await this.#cdp.send("Runtime.getHeapUsage")).usedSize;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#session.dispose();
    await this.page.context().close();
    this.#server.close();
  }

  async #busySeconds(): Promise<number> {
    await this.#cdp.send("Performance.enable");
    const { metrics } = await this.#cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
  }
}

/** On the clock that the processes of one computer share. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

async function serve(bundles: Bundles, jobId: string): Promise<Server> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>panel</title>
    <link rel="stylesheet" href="/webview.css"></head><body class="vscode-dark">
    <div id="root" data-job-id="${jobId}"></div><script>${PAGE_SCRIPT}</script>
    <script src="/webview.js"></script></body></html>`;
  const files: Record<string, [type: string, body: string]> = {
    "/": ["text/html", html],
    "/webview.js": ["text/javascript", bundles.panelScript],
    "/webview.css": ["text/css", bundles.panelStyle],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ""] ?? ["text/plain", ""];
    response.writeHead(200, { "Content-Type": `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
