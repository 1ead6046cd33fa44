import assert from "node:assert/strict";
import { PanelBrowser, type PanelOptions } from "./support/panelTest.ts";

const scenes: Record<string, PanelOptions> = {
  dark: {},
  light: { theme: "light" },
  "high-contrast": { theme: "highContrast" },
  "narrow-300": { width: 300, height: 820 },
};
const control = { canPause: true, canRetryFailed: true, canExport: true };

describe("pictures of chart, timeline and failures", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  for (const [name, options] of Object.entries(scenes)) {
    it(`${name}: all of it is drawn without errors, and nothing sticks out`, async () => {
      await using panel = await browser.open({ job: control, ...options });
      await panel.page.locator(".chart canvas").waitFor();
      await panel.waitForRows();
      await panel.screenshot(`activity-${name}`);
      await panel.tab("Failures").click();
      await panel.page.getByText("12 objects wait for these").waitFor();
      await panel.screenshot(`failures-${name}`);
      assert.ok((await panel.probe()).overflow <= 0, "the failures");
      await panel.tab("Timeline").click();
      await panel.page.locator(".mark-e.mark-box").first().focus();
      await panel.page.locator(".mark-line .name").waitFor();
      await panel.screenshot(`timeline-${name}`);
      assert.ok((await panel.probe()).overflow <= 0, "the timeline");
      assert.deepEqual(await panel.troubles(), []);
    });
  }
});
