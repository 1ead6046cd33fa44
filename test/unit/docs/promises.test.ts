import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const page = read("docs/promises.md");

/** `` `test/x.test.ts` "its title" ``, as the page cites a test. */
const CITED = /`(test\/[\w/.]+\.ts)` "([^"]+)"/g;

describe("docs/promises.md", () => {
  it("cites tests that are there, by their titles", () => {
    const cited = [...page.matchAll(CITED)].map(([, path = "", title = ""]) => ({ path, title }));
    assert.ok(cited.length > 40, `${cited.length} tests are cited`);
    for (const { path, title } of cited) {
      assert.ok(read(path).includes(title), `${path} has no test "${title}"`);
    }
  });

  it("keeps or explains each of the 21 promises", () => {
    const sections = page.split(/^## /m).slice(1);
    assert.deepEqual(
      sections.map((section) => Number(section.split(".", 1)[0])),
      Array.from({ length: 21 }, (_, n) => n + 1),
    );
    for (const section of sections) {
      assert.ok(section.includes("`test/") || section.includes("Cannot happen"), section);
    }
  });
});

describe("progress in the extension", () => {
  const files = readdirSync(new URL("src/extension", root), { recursive: true, encoding: "utf8" });

  it("is never a notification, which could stay for hours", () => {
    const sources = files.filter((file) => file.endsWith(".ts"));
    assert.ok(sources.length > 50);
    for (const file of sources) {
      assert.ok(!/ProgressLocation\.Notification/.test(read(`src/extension/${file}`)), file);
    }
  });

  it("is looked at by events and streams: no timer asks the engine again and again", () => {
    for (const file of files.filter((file) => file.endsWith(".ts"))) {
      assert.ok(!/\bsetInterval\(/.test(read(`src/extension/${file}`)), file);
    }
  });
});
