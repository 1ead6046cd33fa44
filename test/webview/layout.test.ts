import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser, type PanelOptions } from "./support/panelTest.ts";

/** Sizes of the window in CSS pixels. A zoom of 200 % halves them. */
const SIZES = {
  "a window of 1,000 x 760 at a zoom of 200 %": { width: 500, height: 380 },
  "300 px": { width: 300, height: 820 },
  "300 px at a zoom of 200 % and little height": { width: 300, height: 380 },
};

const ended = { etaSeconds: null, currentObject: null, running: 0, canCancel: false };
const tab = (name: RegExp) => async (panel: Panel) => {
  await panel.page.getByRole("tab", { name }).click();
};

const VIEWS: Record<string, { options?: PanelOptions; go?: (panel: Panel) => Promise<unknown> }> = {
  "a failure": {
    options: { job: { canPause: true } },
    go: async (panel) => {
      await panel.row("_5").first().click();
      await panel.button("Compare source and target").waitFor();
    },
  },
  "a selection": {
    go: async (panel) => {
      await panel.grid.focus();
      await panel.page.keyboard.press("Control+a");
      await panel.page.getByRole("region", { name: "Selected objects" }).waitFor();
    },
  },
  failures: { go: tab(/^Failures/) },
  timeline: { go: tab(/^Timeline/) },
  log: { go: tab(/^Log/) },
  "a question": { go: (panel) => panel.button("Cancel").click() },
  "the end": {
    options: { job: { ...ended, status: "completed", canRetry: true, targetPath: "/w/a.duckdb" } },
  },
};

/** Buttons and fields that cannot be reached by scrolling, are cut off, or lie under something else; a line each. */
function unusable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const shown = [...document.querySelectorAll<HTMLElement>("button, input, select")].filter(
      (element) => element.checkVisibility() && !element.closest(".log-body"),
    );
    const name = (element: HTMLElement) =>
      element.textContent || element.ariaLabel || element.title;
    return shown.flatMap((element) => {
      element.scrollIntoView({ block: "nearest" });
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      const said = (what: string) => [
        `${name(element)}: ${what} (${left}..${right}, ${top}..${bottom})`,
      ];
      if (left < -1 || right > innerWidth + 1) return said("beside the window");
      if (top < -1 || bottom > innerHeight + 1) return said("above or below the window");
      if (element.matches("button") && element.scrollWidth > element.clientWidth + 1)
        return said("its text is cut off");
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return element.contains(hit) ? [] : said(`covered by ${hit?.className ?? "nothing"}`);
    });
  });
}

for (const [size, { width, height }] of Object.entries(SIZES)) {
  describe(`the panel in ${size}`, function () {
    this.timeout(60_000);
    let browser: PanelBrowser;
    before(async () => {
      browser = await PanelBrowser.start();
    });
    after(() => browser[Symbol.asyncDispose]());

    for (const [name, { options, go }] of Object.entries(VIEWS)) {
      it(`stays usable: ${name}`, async () => {
        await using panel = await browser.open({ ...options, width, height });
        await panel.waitForRows();
        await go?.(panel);
        await panel.screenshot(`layout-${width}x${height}-${name.replaceAll(" ", "-")}`);
        assert.ok((await panel.probe()).overflow <= 0, "the page does not scroll sideways");
        assert.deepEqual(await unusable(panel.page), []);
      });
    }
  });
}

describe("the row that somebody is on", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  for (const [width, height] of [
    [1_000, 760],
    [1_000, 420],
    [500, 820],
    [300, 820],
  ] as const) {
    it(`is not covered by the pane about it, in ${width} x ${height} px`, async () => {
      await using panel = await browser.open({ width, height });
      await panel.waitForRows();
      await panel.grid.evaluate((grid) => grid.scrollIntoView({ block: "end" }));
      // The last one that can be clicked.
      const { index, x, y } = await panel.page.evaluate(() => {
        const rows = [...document.querySelectorAll<HTMLElement>(".grid-body [data-index]")];
        const places = rows.map((row) => {
          const { left, top, height: rowHeight } = row.getBoundingClientRect();
          return { index: Number(row.dataset.index), x: left + 60, y: top + rowHeight / 2 };
        });
        const inSight = places.filter(({ x: left, y: top }) =>
          document.elementFromPoint(left, top)?.closest(".grid-body [data-index]"),
        );
        return inSight.reduce((lowest, place) => (place.y > lowest.y ? place : lowest));
      });
      await panel.page.mouse.click(x, y);
      await panel.detail.waitFor();
      await waitUntil(async () => {
        const row = await panel.page.locator(`[data-index="${index}"]`).boundingBox();
        const pane = await panel.detail.boundingBox();
        return row !== null && pane !== null && row.y >= 0 && row.y + row.height <= pane.y + 1;
      }, "the row stands above the pane");
    });
  }
});
