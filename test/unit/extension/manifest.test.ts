import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { COMMANDS } from "../../../src/extension/commands/ids.ts";

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    menus: Record<string, { command?: string }[]>;
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
});
