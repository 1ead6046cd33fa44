import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { waitUntil } from "./waitUntil.ts";

const quickInput = ".quick-input-widget input.input";
const quickRow = ".quick-input-list .monaco-list-row";

/** Runs a command of the palette by its whole title ("Category: Title"). */
export async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(quickInput);
  const openPalette = async () => {
    // A workbench that is still loading swallows the key; a second one too soon resets the input.
    await page.keyboard.press("F1");
    await input.waitFor({ timeout: 2_000 });
    return true;
  };
  await waitUntil(openPalette, "the command palette was open");
  await input.fill(`>${title}`);
  await pickItem(page, title);
}

/** Chooses an entry of the quick pick that is open (or about to open), by its whole label. */
export async function pickItem(page: Page, label: string | RegExp): Promise<void> {
  const hasText = typeof label === "string" ? new RegExp(`^\\s*${escaped(label)}\\s*$`) : label;
  const name = page.locator(`${quickRow} .label-name`).filter({ hasText }).first();
  await waitUntil(() => name.isVisible(), `the quick pick offered "${label}"`);
  await name.click();
}

/** Chooses an item of the context menu that is open: it takes no click in the tenth of a second behind the one that opened it. */
export async function pickFromMenu(page: Page, label: string): Promise<void> {
  const item = page.locator(".monaco-menu").getByText(label, { exact: true });
  await item.waitFor();
  await waitUntil(async () => {
    if ((await item.count()) === 0) return true;
    await item.click({ timeout: 1_000 });
    await item.waitFor({ state: "detached", timeout: 500 });
    return true;
  }, `the menu took a click on "${label}"`);
}

/** Answers the input box that is open (or about to open) with a text. */
export async function acceptInput(page: Page, text: string): Promise<void> {
  const input = page.locator(quickInput);
  const isInputBox = async () =>
    // A quick pick that is about to close has the same input, but a list below it.
    (await input.isVisible()) && !(await page.locator(".quick-input-list").isVisible());
  await waitUntil(isInputBox, "an input box was open");
  await input.fill(text);
  await input.press("Enter");
}

/** Answers the file dialog that is open (or about to open) with a path. */
export async function answerFileDialog(page: Page, path: string): Promise<void> {
  const input = page.locator(quickInput);
  await waitUntil(async () => (await input.inputValue()).includes("/"), "a file dialog was open");
  // Until it has listed its folder the dialog puts its own text into the box again.
  await page.locator(quickRow).first().waitFor();
  let held = 0;
  await waitUntil(async () => {
    if ((await input.inputValue()) === path) return ++held === 3;
    held = 0;
    await input.fill(path);
    return false;
  }, "the path stood there and stayed");
  await page.keyboard.press("Enter");
}

/** Shows a view container by the name in the activity bar. */
export async function openView(page: Page, name: string): Promise<void> {
  const label = page.locator(`a.action-label[aria-label^="${name}"]`);
  const item = page.locator(".activitybar .action-item").filter({ has: label }).first();
  const title = page.locator(".part.sidebar .composite.title", { hasText: name });
  const shown = async () => {
    if (await title.isVisible()) return true;
    // A click on the container that is open closes it, as it may be while a window is being restored: then once more.
    await item.click({ timeout: 2_000 });
    await title.waitFor({ timeout: 2_000 });
    return true;
  };
  await waitUntil(shown, `the side bar showed "${name}"`);
}

/** A row of a tree view; the name may be a part of the row's label. */
export function treeItem(page: Page, name: string | RegExp): Locator {
  return page.locator(".part.sidebar").getByRole("treeitem", { name }).first();
}

/** The document inside the visible webview. */
export function webviewFrame(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

/** The visible lines of the panel (output, terminal, problems), top to bottom. */
export async function panelText(page: Page): Promise<string> {
  const lines = await page.locator(".part.panel .view-line").evaluateAll((all) =>
    all
      .map((line) => ({ top: Number.parseFloat(line.style.top), line }))
      .sort((a, b) => a.top - b.top)
      .map(({ line }) => line.textContent ?? ""),
  );
  // Monaco draws spaces as no-break spaces.
  return lines.join("\n").replaceAll("\u00a0", " ");
}

/** Opens an output channel and returns the lines that are visible in it. */
export async function outputText(page: Page, channel: string): Promise<string> {
  await runCommand(page, "Output: Show Output Channels...");
  await pickItem(page, channel);
  return waitUntil(() => panelText(page), `the output channel "${channel}" had a line`);
}

/** Saves what the page shows as test-results/screenshots/NAME.png and returns the path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = resolve(import.meta.dirname, "../../../test-results/screenshots");
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
