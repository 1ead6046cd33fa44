import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { ensureChromium } from "../../../scripts/chromium.ts";
import type { ObjectQuery, PanelToHost } from "../../../src/extension/panel/messages.ts";
import { waitUntil } from "../../support/vscode/waitUntil.ts";
import { type Bundles, buildBundles } from "./bundles.ts";
import type { FakeHostSetup, PageProbe } from "./fakeHostTypes.ts";
import themes from "./themes.json" with { type: "json" };

const origin = "http://panel.test";
const actionTimeoutMs = 10_000;
const nonce = "bm9uY2U";
const screenshots = fileURLToPath(new URL("../../../test-results/screenshots/", import.meta.url));
const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const bodyClasses = {
  dark: "vscode-dark",
  light: "vscode-light",
  highContrast: "vscode-high-contrast",
  highContrastLight: "vscode-high-contrast vscode-high-contrast-light",
};

/** Most tests count rows from the first one. */
const OLDEST_FIRST: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: false,
};

export interface PanelOptions extends Partial<Omit<FakeHostSetup, "tokens" | "bodyClass">> {
  theme?: keyof typeof themes;
  width?: number;
  height?: number;
}

/** A page of the browser, on which one panel is opened after the other. */
interface Tab {
  page: Page;
  /** What the panel that is opened next finds. */
  setup: FakeHostSetup | undefined;
}

/** A browser with the bundles, shared by the tests of one file. */
export class PanelBrowser implements AsyncDisposable {
  private readonly browser: Browser;
  readonly bundles: Bundles;
  /**
   * Pages without a panel that somebody looks at. A new page is a new process, which costs three times what the panel does;
   * to a panel it makes no difference, as each is a document of its own.
   */
  private readonly idle: Tab[] = [];

  private constructor(browser: Browser, bundles: Bundles) {
    this.browser = browser;
    this.bundles = bundles;
  }

  static async start(): Promise<PanelBrowser> {
    const bundles = await buildBundles();
    const executablePath = await ensureChromium();
    return new PanelBrowser(
      await chromium.launch({ executablePath, args: chromiumFlags }),
      bundles,
    );
  }

  /** Opens the panel on a page with the extension's Content-Security-Policy. */
  async open(options: PanelOptions = {}): Promise<Panel> {
    const { theme = "dark", width = 1000, height = 760, ...rest } = options;
    const tab = this.idle.pop() ?? (await this.newTab());
    tab.setup = {
      rowCount: 281,
      logCount: 200,
      job: {},
      connection: { state: "live" },
      saved: { jobId: "job-1", query: OLDEST_FIRST },
      rows: [],
      activity: {},
      folded: [],
      ...rest,
      tokens: themes[theme],
      bodyClass: bodyClasses[theme],
    };
    const { page } = tab;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: null });
    await page.goto(`${origin}/`);
    return new Panel(page, () => this.idle.push(tab));
  }

  private async newTab(): Promise<Tab> {
    const context = await this.browser.newContext({ locale: "en-US" });
    context.setDefaultTimeout(actionTimeoutMs);
    const tab: Tab = { page: await context.newPage(), setup: undefined };
    await this.serve(tab);
    return tab;
  }

  private async serve(tab: Tab): Promise<void> {
    const setup = () => `globalThis.fakeHostSetup = ${JSON.stringify(tab.setup)};`;
    const filesNow = (): Record<string, [type: string, body: string]> => ({
      "/": ["text/html", html],
      "/webview.js": ["text/javascript", this.bundles.panelScript],
      "/webview.css": ["text/css", this.bundles.panelStyle],
      "/fakeHost.js": ["text/javascript", `${setup()}\n${this.bundles.fakeHostScript}`],
      "/favicon.ico": ["image/x-icon", ""],
    });
    await tab.page.route(`${origin}/**`, (route) => {
      const [contentType, body] = filesNow()[new URL(route.request().url()).pathname] ?? [];
      return body === undefined
        ? route.fulfill({ status: 404 })
        : route.fulfill({ contentType: `${contentType}; charset=utf-8`, body });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
  }
}

/** One open panel and the words to talk about it. */
export class Panel implements AsyncDisposable {
  readonly page: Page;
  readonly #release: () => void;

  /** `release` gives the page back for the next one. */
  constructor(page: Page, release: () => void) {
    this.page = page;
    this.#release = release;
  }

  get grid() {
    return this.page.getByRole("grid");
  }

  get detail() {
    return this.page.getByRole("region", { name: "Selected object" });
  }

  get log() {
    return this.page.getByRole("region", { name: "Log of the migration" });
  }

  tab(name: string | RegExp) {
    return this.page.getByRole("tab", { name });
  }

  button(name: string) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** The row of the table that shows this text. */
  row(text: string) {
    return this.page.locator(".grid-body [role=row]", { hasText: text });
  }

  /** Changes the theme under the open panel, as VS Code does. */
  async setTheme(theme: keyof typeof themes): Promise<void> {
    await this.page.evaluate(
      ([tokens, bodyClass]) => {
        const { style } = document.documentElement;
        for (const name of [...style]) if (name.startsWith("--vscode-")) style.removeProperty(name);
        for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
        document.body.className = bodyClass;
      },
      [themes[theme], bodyClasses[theme]] as const,
    );
  }

  async waitForRows(): Promise<void> {
    await this.page.locator(".grid-body .cell.name").first().waitFor();
  }

  async scrollTo(selector: string, top: number): Promise<void> {
    await this.page.locator(selector).evaluate((element, y) => element.scrollTo(0, y), top);
  }

  probe(): Promise<PageProbe> {
    return this.page.evaluate(() => globalThis.fakeHost.probe());
  }

  /** The messages of one type that the panel has sent so far. */
  async sent<Type extends PanelToHost["type"]>(type: Type) {
    const all = await this.page.evaluate(() => globalThis.fakeHost.sent);
    return all.filter(
      (message): message is Extract<PanelToHost, { type: Type }> => message.type === type,
    );
  }

  async waitForCommand(command: string): Promise<{ rowId?: number }> {
    return waitUntil(
      async () => (await this.sent("command")).find((message) => message.command === command),
      `the panel sends ${command}`,
    );
  }

  /** Policy violations and uncaught errors of the page. */
  troubles(): Promise<string[]> {
    return this.page.evaluate(() => [
      ...globalThis.fakeHost.violations,
      ...globalThis.fakeHost.errors,
    ]);
  }

  async screenshot(name: string): Promise<void> {
    await mkdir(screenshots, { recursive: true });
    await this.page.screenshot({
      path: `${screenshots}webview-${name}.png`,
      animations: "disabled",
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Held buttons and where the pointer was are the browser's, not the document's.
    await this.page.mouse.up();
    await this.page.mouse.move(-1, -1);
    this.#release();
  }
}

const policy = `default-src 'none'; style-src ${origin}; script-src 'nonce-${nonce}';`;
const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>retail_dw</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="/webview.css">
  </head>
  <body>
    <div id="root" data-job-id="job-1"></div>
    <script nonce="${nonce}" src="/fakeHost.js"></script>
    <script nonce="${nonce}" src="/webview.js"></script>
  </body>
</html>`;
