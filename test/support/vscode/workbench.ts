import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
} from "playwright-core";
import { ensureChromium } from "../../../scripts/chromium.ts";
import { THEME_KEY, type UserSettings, type VsCodeServer } from "./server.ts";
import { waitUntil } from "./waitUntil.ts";

const loadTimeoutMs = 60_000;

const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const themes = {
  light: "Light Modern",
  dark: "Dark Modern",
  highContrast: "Default High Contrast",
  highContrastLight: "Default High Contrast Light",
} as const;

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  server: VsCodeServer;
  /** Folders of extensions under development; they need no installation. */
  extensionPaths: readonly string[];
  /** A CommonJS module that exports run(): then the window is a test run, not a UI to look at. */
  testsPath?: string;
  workspace?: string;
  theme?: Theme;
  size?: { width: number; height: number };
  /** The display language; without its language pack the workbench stays English, and extensions speak theirs. */
  language?: string;
  /** Called before the page loads, to add routes or exposed functions. */
  prepare?: (page: Page, context: BrowserContext) => Promise<void>;
}

export interface Workbench {
  page: Page;
  context: BrowserContext;
  browser: Browser;
  /** What the browser's console has shown so far. */
  consoleText(): string;
  close(): Promise<void>;
}

/** Opens the workbench of a server in a headless Chromium of its own and waits until it is drawn. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { server, theme = "dark", size = { width: 1280, height: 800 } } = options;
  await server.changeSettings(themeSettings(theme));
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: isLight(theme) ? "light" : "dark",
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    const lines: string[] = [];
    page.on("console", (message) => lines.push(message.text()));
    await context.addInitScript({ content: injection(developmentOptions(options)) });
    if (options.language) {
      const language = JSON.stringify(options.language);
      await context.addInitScript({ content: `globalThis._VSCODE_NLS_LANGUAGE = ${language};` });
    }
    await options.prepare?.(page, context);
    const folder = options.workspace ? `?folder=${encodeURIComponent(options.workspace)}` : "";
    await page.goto(server.url + folder);
    const drawn = () => page.locator(".monaco-workbench .part.statusbar").isVisible();
    await waitUntil(drawn, "the workbench was drawn", loadTimeoutMs);
    const close = () => browser.close();
    return { page, context, browser, consoleText: () => lines.join("\n"), close };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** Turns a window that is open from dark to light or back, and waits until the workbench and each web page in it follow. */
export async function turnTheme(page: Page, theme: "dark" | "light"): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const turned = page.locator(`.monaco-workbench.${theme === "light" ? "vs" : "vs-dark"}`);
  await waitUntil(async () => {
    // A key that comes while the focus moves is lost.
    await page.keyboard.press(THEME_KEY);
    await turned.waitFor({ timeout: 10_000 });
    return true;
  }, `the workbench was ${theme}`);
  await waitUntil(async () => {
    const worn = await Promise.all(page.frames().map(themeKindOf));
    return worn.every((kind) => kind === undefined || kind === `vscode-${theme}`);
  }, `each web page was ${theme}`);
}

/** The theme that a web page of an extension was told; undefined for a frame that is none, or is about to go. */
async function themeKindOf(frame: Frame): Promise<string | undefined> {
  const kind = () => document.body?.dataset.vscodeThemeKind;
  return frame.evaluate(kind).catch(() => undefined);
}

function themeSettings(theme: Theme): UserSettings {
  return { "window.autoDetectColorScheme": false, "workbench.colorTheme": themes[theme] };
}

function isLight(theme: Theme): boolean {
  return theme === "light" || theme === "highContrastLight";
}

function developmentOptions(options: WorkbenchOptions): Record<string, unknown> {
  const authority = `127.0.0.1:${options.server.port}`;
  const uri = (path: string) => ({ $mid: 1, scheme: "vscode-remote", authority, path });
  return {
    extensions: options.extensionPaths.map(uri),
    ...(options.testsPath ? { extensionTestsPath: uri(options.testsPath) } : {}),
  };
}

/** A script for the page: adds to the configuration that the server wrote into the HTML. */
function injection(more: Record<string, unknown>): string {
  return `if (window === window.top) {
    const observer = new MutationObserver(() => {
      const meta = document.getElementById("vscode-workbench-web-configuration");
      if (!meta) return;
      observer.disconnect();
      const configuration = JSON.parse(meta.dataset.settings);
      Object.assign((configuration.developmentOptions ??= {}), ${JSON.stringify(more)});
      meta.dataset.settings = JSON.stringify(configuration);
    });
    observer.observe(document, { childList: true, subtree: true });
  }`;
}
