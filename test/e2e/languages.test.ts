import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Texts, translationsOf } from "../../scripts/sourceTexts.ts";
import { ROOT } from "../support/inventories.ts";
import { acceptInput, pickItem, runCommand } from "../support/vscode/workbenchDriver.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { leftInEnglish, wordsOf } from "./support/leftInEnglish.ts";
import { useWindow } from "./support/migrationWindow.ts";

/** Enough to see what stands between thousands. */
const TABLES = 1_200;

const THOUSANDS = { de: /^1\.2\d\d$/, ja: /^1,2\d\d$/ };

for (const language of LANGUAGES) {
  describe(`a window in the language ${language}`, () => {
    const window = useWindow(() => ({
      language,
      fill: (workspace) => {
        cpSync(join(ROOT, "samples/snowflake"), join(workspace, "retail_dw"), { recursive: true });
        writeBigWarehouse(join(workspace, "retail_dw"), TABLES);
      },
    }));
    let code: { texts: Texts; translated: Texts };
    let manifest: Texts;
    before(async () => {
      const [first, second] = await translationsOf(language);
      assert.ok(first && second);
      code = first;
      manifest = second.translated;
    });

    /** A text of the code in the language, without its icon. */
    function said(english: string): string {
      const text = code.translated[english];
      assert.ok(text, english);
      return text.replace(/^\$\([\w-]+\) /, "");
    }

    /** The same with anything in its gaps, as a pattern. */
    function pattern(english: string): RegExp {
      const parts = said(english).split(/\{\d+\}/);
      return new RegExp(
        parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+"),
      );
    }

    it("welcomes in it", async () => {
      const [sentence = "", button = ""] = (manifest["welcome.noEngine"] ?? "").split("\n");
      const welcome = window().page.locator(".part.sidebar .welcome-view-content");
      await welcome.getByText(sentence).waitFor();
      const label = /^\[(.+?)\]/.exec(button)?.[1] ?? "";
      await welcome.getByRole("button", { name: label, exact: true }).waitFor();
      await window().screenshot(`welcome-${language}`);
    });

    it("asks in it, from the palette to the start", async () => {
      const { page } = window();
      await runCommand(page, `DW Migration: ${manifest["commands.start"]}`);
      await window().asked(said("Which folder of .sql files, or which file?"));
      await window().asked(pattern("$(folder-opened) Browse for a Folder…"));
      await window().screenshot(`wizard-folder-${language}`);
      await pickItem(page, /^\s*retail_dw/);
      await window().asked(said("Which warehouse does it come from?"));
      await window().asked(pattern("detected from {0} objects, {1} % sure"));
      await window().screenshot(`wizard-source-${language}`);
      await page.keyboard.press("Enter");
      await window().asked(said("Target catalog: the database that is created or added to"));
      await acceptInput(page, "retail");
      await window().asked(said("Target schema: where the objects are created"));
      await acceptInput(page, "migrated");
      await window().asked(pattern("Start {0} → {1}?"));
      await window().asked(pattern("translates and executes everything, keeps nothing"));
      await window().screenshot(`wizard-start-${language}`);
      await pickItem(page, new RegExp(`^\\s*${said("$(play) Migrate")}\\s*$`));
    });

    it("shows a job in it, with its numbers", async () => {
      const { panel } = window();
      const summary = panel.getByText(pattern("{0} objects migrated in {1}")).first();
      await summary.waitFor({ timeout: 90_000 });
      await panel.getByText(THOUSANDS[language]).first().waitFor();
      await window().rowSays(/retail_dw/, pattern("Completed with failures"));
      const row = await window()
        .row(/retail_dw/)
        .getAttribute("aria-label");
      assert.match(row ?? "", language === "de" ? /1\.\d{3} von 1\.\d{3}/ : /1,\d{3} 個/);
      await window().screenshot(`finished-${language}`);
    });

    it("leaves no text of the panel in English", async () => {
      const { panel } = window();
      for (const name of ["Objects", "Failures", "Timeline", "Log"]) {
        await panel.getByRole("tab", { name: new RegExp(`^${said(name)}`) }).click();
        await panel.locator(`[role=tab][aria-selected=true]`, { hasText: said(name) }).waitFor();
        const words = await wordsOf(panel);
        assert.ok(words.includes(said("Dismiss")) || words.includes(said("Export…")), words.join());
        assert.deepEqual(await leftInEnglish(panel, code), [], name);
        await window().screenshot(`panel-${name.toLowerCase()}-${language}`);
      }
    });

    it("names commands in it", async () => {
      const { page } = window();
      await window().openMenu(/retail_dw/);
      const menu = page.locator(".monaco-menu");
      for (const name of ["commands.showJob", "commands.retryFailed", "commands.copyLink"]) {
        await menu
          .getByText(manifest[name] ?? "", { exact: true })
          .first()
          .waitFor();
      }
      await window().screenshot(`menu-${language}`);
      await page.keyboard.press("Escape");
    });
  });
}
