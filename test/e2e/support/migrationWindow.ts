import { writeFile } from "node:fs/promises";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { ROOT } from "../../support/inventories.ts";
import { tempFolder } from "../../support/tempFolder.ts";
import {
  startVsCodeServer,
  type UserSettings,
  type VsCodeServer,
} from "../../support/vscode/server.ts";
import { waitUntil } from "../../support/vscode/waitUntil.ts";
import { openWorkbench, turnTheme, type Workbench } from "../../support/vscode/workbench.ts";
import {
  acceptInput,
  openView,
  pickItem,
  runCommand,
  screenshot,
  treeItem,
  webviewFrame,
} from "../../support/vscode/workbenchDriver.ts";

export interface MigrationWindowOptions {
  /** Fills the folder that is opened. */
  fill?: (workspace: string) => void;
  theme?: "dark" | "light";
  /** The display language; the words to drive the window are English, though. */
  language?: string;
  /** The setting dwMigration.engine.url. */
  engineUrl?: string;
  /** Further settings of the user. */
  userSettings?: UserSettings;
  /** False: no folder is open in the window. */
  openFolder?: boolean;
  /** The VS Code that it is a window of, which outlives it; default: one of its own. */
  server?: VsCodeServer;
}

/** What a person does in the wizard; steps left out keep what is offered. */
export interface Answers {
  folder: RegExp;
  /** Undefined: the first one, which is the detected one. */
  sourceType?: RegExp;
  catalog: string;
  schema?: string;
}

/** A VS Code window of its own with the extension, and the words to drive it. */
export class MigrationWindow {
  readonly workspace: string;
  readonly server: VsCodeServer;
  readonly page: Page;
  readonly #workbench: Workbench;
  readonly #remove: () => void;
  readonly #end: () => Promise<void> | undefined;
  #theme: "dark" | "light";

  private constructor(
    folder: { path: string; remove(): void },
    server: VsCodeServer,
    workbench: Workbench,
    end: () => Promise<void> | undefined,
    theme: "dark" | "light",
  ) {
    this.#end = end;
    this.#theme = theme;
    this.workspace = folder.path;
    this.server = server;
    this.page = workbench.page;
    this.#workbench = workbench;
    this.#remove = folder.remove;
  }

  static async open(options: MigrationWindowOptions = {}): Promise<MigrationWindow> {
    const folder = tempFolder();
    options.fill?.(folder.path);
    const { engineUrl, language, userSettings = {}, openFolder = true, theme = "dark" } = options;
    const machineSettings = engineUrl ? { "dwMigration.engine.url": engineUrl } : {};
    const server = options.server ?? (await startVsCodeServer({ machineSettings, userSettings }));
    const end = () => (options.server ? undefined : server.stop());
    try {
      const workbench = await openWorkbench({
        server,
        extensionPaths: [ROOT],
        ...(openFolder && { workspace: folder.path }),
        theme,
        ...(language && { language }),
        size: { width: 1360, height: 860 },
      });
      const window = new MigrationWindow(folder, server, workbench, end, theme);
      await openView(window.page, "DW Migration");
      return window;
    } catch (error) {
      await end();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#workbench.close();
    await this.#end();
    this.#remove();
  }

  /** The document of the job panel in front. */
  get panel(): FrameLocator {
    return webviewFrame(this.page);
  }

  consoleText(): string {
    return this.#workbench.consoleText();
  }

  get toasts(): Locator {
    return this.page.locator(".notification-toast");
  }

  /** The quick pick or input box, with its prompt and message. */
  get quickInput(): Locator {
    return this.page.locator(".quick-input-widget");
  }

  row(name: RegExp): Locator {
    return treeItem(this.page, name);
  }

  async rowSays(name: RegExp, expected: RegExp, timeoutMs = 20_000): Promise<void> {
    await waitUntil(
      async () => expected.test((await this.row(name).getAttribute("aria-label")) ?? ""),
      `the row ${name} said ${expected}`,
      timeoutMs,
    );
  }

  async panelSays(text: string | RegExp): Promise<void> {
    await this.panel.getByText(text).first().waitFor();
  }

  /** Waits until the wizard asks this. */
  async asked(text: string | RegExp): Promise<void> {
    const { quickInput } = this;
    await quickInput.getByText(text).or(quickInput.getByPlaceholder(text)).first().waitFor();
  }

  /** Answers a step that wants a name. */
  async answer(prompt: RegExp, text: string): Promise<void> {
    await this.asked(prompt);
    await acceptInput(this.page, text);
  }

  async openWizard(): Promise<void> {
    await runCommand(this.page, "DW Migration: Start Migration…");
  }

  async goBack(): Promise<void> {
    await this.quickInput.getByRole("button", { name: "Back" }).click();
  }

  /** Goes through all steps of the command as a person does. */
  async migrate({ folder, sourceType, catalog, schema = "migrated" }: Answers): Promise<void> {
    await this.openWizard();
    await pickItem(this.page, folder);
    await this.asked("Which warehouse does it come from?");
    if (sourceType) {
      await pickItem(this.page, sourceType);
    } else {
      await this.asked(/^detected from/);
      await this.page.keyboard.press("Enter");
    }
    await this.answer(/^Target catalog/, catalog);
    await this.answer(/^Target schema/, schema);
    await pickItem(this.page, /^\s*Migrate/);
  }

  /** Opens a row that has others below it. */
  async expand(row: RegExp): Promise<void> {
    const isOpen = async () => (await this.row(row).getAttribute("aria-expanded")) === "true";
    await waitUntil(async () => {
      if (await isOpen()) return true;
      await this.row(row).locator(".monaco-tl-twistie").click();
      // While its children are being asked for, another click would fold it again.
      return waitUntil(isOpen, "its children are there", 5_000);
    }, `${row} is open`);
  }

  /** Opens the context menu of a row. */
  async openMenu(row: RegExp): Promise<Locator> {
    await this.row(row).click({ button: "right" });
    return this.page.locator(".monaco-menu");
  }

  /** A picture in the dark and in the light theme, NAME-dark and NAME-light; the window keeps the second. */
  async pictures(name: string): Promise<void> {
    const first = this.#theme;
    await this.screenshot(`${name}-${first}`);
    this.#theme = first === "dark" ? "light" : "dark";
    await turnTheme(this.page, this.#theme);
    await this.screenshot(`${name}-${this.#theme}`);
  }

  async screenshot(name: string): Promise<string> {
    // Nothing is hovered in a picture.
    await this.page.mouse.move(680, 2);
    return screenshot(this.page, name);
  }
}

/**
 * Opens a window for the tests of a suite; keeps what a failed test saw, and what the window's console said. `name` tells
 * apart the pictures of several windows that one test has.
 */
export function useWindow(options: () => MigrationWindowOptions, name = ""): () => MigrationWindow {
  let window: MigrationWindow | undefined;
  before(async () => {
    window = await MigrationWindow.open(options());
  });
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== "failed" || !window) return;
    const title = `failed-${test.fullTitle()}${name && `-${name}`}`;
    const picture = await window.screenshot(title.replaceAll(/\W+/g, "-"));
    await writeFile(`${picture}.log`, window.consoleText());
  });
  after(() => window?.close());
  return () => {
    if (!window) throw new Error("The window is not open.");
    return window;
  };
}
