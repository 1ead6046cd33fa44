import assert from "node:assert/strict";
import {
  codeTexts,
  LANGUAGES,
  manifestTexts,
  sourceFiles,
  type Translations,
  translationsOf,
} from "../../../scripts/sourceTexts.ts";

/** What a translation must carry over as it is: arguments, icons, code, links and line breaks. */
const FIXED = /\{\d+\}|\$\([\w~-]+\)|`[^`]+`|\]\([^)]+\)|\n/g;
/** A call for a text, with its first argument when that is a literal, else with its first character. */
const CALL = /\bl10n\.t\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S)/g;
/** Names and signs that are the same in Japanese; everything else has Japanese characters. */
const SAME = new Set(["DW Migration", "JSON", "{0}%", "({0})", "{0}: {1}", "ja"]);

for (const language of LANGUAGES) {
  describe(`the translations into ${language}`, function () {
    this.timeout(120_000);
    let files: Translations[] = [];
    before(async () => {
      files = await translationsOf(language);
    });

    it("hold each text of the code and of the manifest, and no other", () => {
      for (const { path, texts, translated } of files) {
        const missing = Object.keys(texts).filter((key) => !translated[key]?.trim());
        assert.deepEqual(missing, [], `${path} lacks; npm run l10n lists them, too`);
        const stale = Object.keys(translated).filter((key) => !(key in texts));
        assert.deepEqual(stale, [], `${path} has texts that are gone; npm run l10n drops them`);
      }
    });

    it("carry over arguments, icons, code, links and line breaks", () => {
      for (const { texts, translated } of files) {
        for (const [key, text] of Object.entries(texts)) {
          assert.deepEqual(fixedParts(translated[key] ?? ""), fixedParts(text), text);
          assert.equal(translated[key]?.trim(), translated[key], text);
        }
      }
    });

    it("end in … where the command or button asks for more", () => {
      for (const { texts, translated } of files) {
        for (const [key, text] of Object.entries(texts)) {
          assert.equal(translated[key]?.endsWith("…"), text.endsWith("…"), text);
        }
      }
    });

    it("are translations", () => {
      if (language !== "ja") return;
      const english = files.flatMap(({ translated }) =>
        Object.values(translated).filter(
          (text) =>
            !SAME.has(text) &&
            !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}～]/u.test(text),
        ),
      );
      assert.deepEqual(english, []);
    });
  });
}

describe("the texts of the code", function () {
  this.timeout(120_000);

  it("are literals, and found, wherever l10n comes from", async () => {
    const texts = await codeTexts();
    for (const { path, source } of sourceFiles()) {
      for (const [, argument = ""] of source.matchAll(CALL)) {
        if (argument === "{") continue;
        assert.match(
          argument,
          /^["']/,
          `${path}: a text is one literal, or nobody can translate it`,
        );
        const key = argument.slice(1, -1).replaceAll(/\\(["'])/g, "$1");
        assert.ok(key in texts, `${path}: ${argument} is not found`);
      }
    }
  });

  it("of the manifest are all used, and there", async () => {
    const { default: manifest } = await import("../../../package.json", {
      with: { type: "json" },
    });
    const used = JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g);
    const names = new Set([...used].map(([, name]) => name));
    assert.deepEqual([...names].sort(), Object.keys(manifestTexts()).sort());
  });
});

function fixedParts(text: string): string[] {
  return (text.match(FIXED) ?? []).sort();
}
