import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { tempFolder } from "../support/tempFolder.ts";
import { extensionApi, inExtension } from "./support/extension.ts";

interface Step {
  id: string;
  title: string;
  description: string;
  media: { svg: string; altText: string };
  completionEvents: string[];
}

describe("the walkthrough", () => {
  let steps: Step[];
  let commands: Set<string>;

  before(async () => {
    await extensionApi();
    commands = new Set(await vscode.commands.getCommands(true));
    const manifest = JSON.parse(readFileSync(inExtension("package.json"), "utf8"));
    const texts = JSON.parse(readFileSync(inExtension("package.nls.json"), "utf8"));
    const [only, ...more] = manifest.contributes.walkthroughs;
    assert.equal(more.length, 0);
    const text = (key: string): string => texts[key.slice(1, -1)] ?? assert.fail(key);
    steps = only.steps.map((step: Step) => ({
      ...step,
      title: text(step.title),
      description: text(step.description),
      media: { svg: step.media.svg, altText: text(step.media.altText) },
    }));
  });

  it("has five steps with pictures that follow the theme", () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ["sample", "start", "watch", "failure", "remote"],
    );
    for (const { media, id } of steps) {
      const svg = readFileSync(inExtension(media.svg), "utf8");
      assert.match(svg, /var\(--vscode-editor-foreground\)/, id);
      // Styles are not allowed where it is shown, and fixed colours vanish on one of the themes.
      assert.doesNotMatch(svg, / style=|(?:fill|stroke)="#/, id);
      assert.ok(media.altText.length > 10, id);
    }
  });

  it("is completed by things that can happen", () => {
    const keys = readFileSync(inExtension("src/extension/contextKeys.ts"), "utf8");
    const settings = vscode.workspace.getConfiguration();
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      const [kind, rest = ""] = event.split(/:(.*)/s);
      switch (kind) {
        case "onCommand":
          assert.ok(commands.has(rest), event);
          break;
        case "onSettingChanged":
          assert.ok(settings.inspect(rest)?.defaultValue !== undefined, event);
          break;
        case "onContext":
          for (const [, key] of rest.matchAll(/dwMigration\.(\w+)/g)) {
            assert.match(keys, new RegExp(`^ {2}${key}: `, "m"), event);
          }
          break;
        default:
          assert.fail(`${event} is no event of ours`);
      }
    }
    assert.ok(steps.every(({ completionEvents }) => completionEvents.length > 0));
  });

  it("has buttons that run commands", () => {
    for (const { description, id } of steps) {
      const links = [...description.matchAll(/\(command:(?:toSide:)?([\w.]+)/g)];
      assert.ok(links.length > 0, id);
      for (const [, command = ""] of links) assert.ok(commands.has(command), command);
    }
  });
});

describe("the sample inventory", () => {
  it("is copied beside what is there, and overwrites nothing", async () => {
    const folder = tempFolder();
    try {
      writeFileSync(join(folder.path, "dw-sample"), "mine");
      const create = () =>
        vscode.commands.executeCommand<vscode.Uri>(
          "dwMigration.createSample",
          vscode.Uri.file(folder.path),
        );
      assert.equal((await create()).fsPath, join(folder.path, "dw-sample-2"));
      const view = join(folder.path, "dw-sample-2/views/churn.sql");
      writeFileSync(view, "changed");
      assert.equal((await create()).fsPath, join(folder.path, "dw-sample-3"));
      assert.equal(readFileSync(view, "utf8"), "changed");
      assert.equal(readFileSync(join(folder.path, "dw-sample"), "utf8"), "mine");
      assert.ok(existsSync(join(folder.path, "dw-sample-3/README.md")));
      assert.equal(readdirSync(folder.path).length, 3);
    } finally {
      folder.remove();
    }
  });
});
