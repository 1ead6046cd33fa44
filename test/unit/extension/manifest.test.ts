import assert from "node:assert/strict";
import { glob, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { COMMANDS } from "../../../src/extension/commands/ids.ts";

interface Setting {
  scope?: string;
  order?: number;
  markdownDescription?: string;
  description?: string;
  default?: unknown;
  enum?: string[];
  enumDescriptions?: string[];
}

interface Manifest {
  activationEvents: string[];
  extensionKind: string[];
  icon: string;
  keywords: string[];
  categories: string[];
  galleryBanner: { color: string; theme: string };
  capabilities: {
    untrustedWorkspaces: {
      supported: unknown;
      description: string;
      restrictedConfigurations: string[];
    };
    virtualWorkspaces: { supported: unknown; description: string };
  };
  contributes: {
    commands: { command: string; title: string; category: string }[];
    menus: Record<string, { command?: string }[]>;
    viewsWelcome: { view: string; contents: string; when: string }[];
    configuration: { properties: Record<string, Setting> };
  };
}

const root = new URL("../../../", import.meta.url);
const read = async (name: string) => JSON.parse(await readFile(new URL(name, root), "utf8"));

describe("the manifest", () => {
  it("contributes exactly the commands that are registered", async () => {
    const { contributes }: Manifest = await read("package.json");
    const ids = contributes.commands.map(({ command }) => command);
    assert.deepEqual(ids.toSorted(), Object.values(COMMANDS).toSorted());
    assert.ok(contributes.commands.every(({ category }) => category === "DW Migration"));
  });

  it("uses known commands in its menus", async () => {
    const { contributes }: Manifest = await read("package.json");
    const known = new Set<string>(Object.values(COMMANDS));
    for (const entries of Object.values(contributes.menus)) {
      for (const { command } of entries) assert.ok(!command || known.has(command), command);
    }
  });

  it("takes every text from package.nls.json, and leaves none there unused", async () => {
    const text = await readFile(new URL("package.json", root), "utf8");
    const used = [...text.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    const strings = Object.keys(await read("package.nls.json"));
    assert.deepEqual([...new Set(used)].toSorted(), strings.toSorted());
  });

  it("gives every setting a scope, an order of its own, a default and a description with links", async () => {
    const { contributes }: Manifest = await read("package.json");
    const settings = Object.entries(contributes.configuration.properties);
    const scopes = ["machine", "machine-overridable", "window", "resource"];
    for (const [name, setting] of settings) {
      assert.ok(scopes.includes(setting.scope ?? ""), `${name}: scope ${setting.scope}`);
      assert.match(setting.markdownDescription ?? "", /^%configuration\.\w+%$/, name);
      assert.equal(setting.description, undefined, `${name}: one description`);
      assert.ok("default" in setting, `${name}: no default`);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
    const orders = settings.map(([name, { order }]) => order ?? assert.fail(`${name}: no order`));
    assert.equal(new Set(orders).size, orders.length, "two settings have the same order");
  });

  it("explains every setting in docs/settings.md", async () => {
    const { contributes }: Manifest = await read("package.json");
    const page = await readFile(new URL("docs/settings.md", root), "utf8");
    for (const name of Object.keys(contributes.configuration.properties)) {
      const last = name.slice(name.lastIndexOf("."));
      assert.ok(page.includes(`\`${name}\``) || page.includes(`\`${last}\``), name);
    }
  });

  it("keeps from an untrusted workspace what starts a program or is sent somewhere", async () => {
    const { capabilities, contributes }: Manifest = await read("package.json");
    const { untrustedWorkspaces, virtualWorkspaces } = capabilities;
    assert.equal(untrustedWorkspaces.supported, "limited");
    assert.equal(virtualWorkspaces.supported, "limited");
    const settings = Object.keys(contributes.configuration.properties);
    const risky = settings.filter((name) => /^dwMigration\.(engine|model|history)\./.test(name));
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations.toSorted(), risky.toSorted());
  });

  it("runs where the files are, wakes for its links, and has what the gallery shows", async () => {
    const manifest: Manifest = await read("package.json");
    assert.deepEqual(manifest.extensionKind, ["workspace"]);
    assert.ok(manifest.activationEvents.includes("onUri"));
    assert.ok(
      !manifest.activationEvents.some((event) => event === "*" || event === "onStartupFinished"),
    );
    assert.ok(manifest.keywords.length <= 30);
    assert.ok(manifest.categories.length > 0);
    assert.match(manifest.galleryBanner.color, /^#[0-9a-f]{6}$/i);
    const png = await readFile(new URL(manifest.icon, root));
    assert.equal(png.toString("latin1", 1, 4), "PNG");
    assert.ok(png.readUInt32BE(16) >= 128 && png.readUInt32BE(20) >= 128, "the icon is too small");
  });

  it("leads on from every welcome view by a button", async () => {
    const { contributes }: Manifest = await read("package.json");
    const texts = await read("package.nls.json");
    const known = new Set<string>(Object.values(COMMANDS));
    assert.ok(contributes.viewsWelcome.length >= 6);
    for (const { contents, when } of contributes.viewsWelcome) {
      const text: string = texts[contents.slice(1, -1)];
      assert.match(text, /^\[[^\]]+\]\(command:[\w.]+\)$/m, `${when}: no button`);
      for (const [, command = ""] of text.matchAll(/\(command:(dwMigration[\w.]+)/g)) {
        assert.ok(known.has(command), command);
      }
    }
  });

  it("shows progress in no notification", async () => {
    const users: string[] = [];
    for await (const path of glob(join(import.meta.dirname, "../../../src/extension/**/*.ts"))) {
      const text = await readFile(path, "utf8");
      assert.ok(!text.includes("ProgressLocation.Notification"), path);
      if (text.includes("withProgress(")) users.push(basename(path));
    }
    // In the view, and in the status bar.
    assert.deepEqual(users.toSorted(), ["runFile.ts", "viewProgress.ts"]);
  });
});
