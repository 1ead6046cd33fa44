import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { ROOT } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { acceptInput } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

const TOKEN = "open-sesame";

describe("a remote engine that wants a token", () => {
  const data = tempFolder();
  let engine: ChildProcess;
  let url: string;

  before(async () => {
    const program = join(ROOT, "src/server/main.ts");
    const args = [program, "serve", "--token", TOKEN, "--port", "0", "--data", data.path];
    engine = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
    if (!engine.stdout) throw new Error("The engine has no output.");
    const [line] = await once(createInterface({ input: engine.stdout }), "line");
    url = `http://127.0.0.1:${JSON.parse(line).port}`;
  });
  after(async () => {
    engine.kill();
    await once(engine, "exit");
    data.remove();
  });

  const window = useWindow(() => ({
    engineUrl: url,
    fill: (workspace) =>
      cpSync(join(ROOT, "samples/postgres"), join(workspace, "shop"), { recursive: true }),
  }));

  const welcome = (page: Page) => page.locator(".part.sidebar .welcome-view-content");

  async function enterToken(token: string): Promise<void> {
    const { page } = window();
    await welcome(page).getByRole("button", { name: "Set Token…" }).click();
    await window().asked(/^Token for http/);
    await acceptInput(page, token);
  }

  it("says that it is missing, and that a wrong one is wrong", async () => {
    const { page } = window();
    await welcome(page)
      .getByText(/did not accept the access token/)
      .waitFor();
    await window().screenshot("token-missing");
    await enterToken("wrong");
    await welcome(page)
      .getByText(/did not accept the access token/)
      .waitFor();
    await welcome(page).getByRole("button", { name: "Set Token…" }).waitFor();
  });

  it("works with the right one", async () => {
    const { page } = window();
    await enterToken(TOKEN);
    await welcome(page).getByRole("button", { name: "Start Migration…" }).waitFor();
    await window().migrate({ folder: /^\s*shop/, catalog: "shop" });
    await window().panelSays(/objects migrated in/);
    await window().rowSays(/shop → shop\.migrated/, /Completed/);
    await window().screenshot("token-accepted");
  });
});
