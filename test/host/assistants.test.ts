import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import * as vscode from "vscode";
import { TOOL_NAMES } from "../../src/assistants/toolNames.ts";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, jobThat, start, useEngine } from "./support/extension.ts";

async function invoke(name: string, input: object, token?: vscode.CancellationToken) {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`dwMigration_${name}`, options, token);
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("\n");
}

describe("what assistants get in the editor", () => {
  const folder = tempFolder();
  let api: ExtensionApi;
  let job = "";

  before(async () => {
    api = await extensionApi();
    await useEngine("");
    mkdirSync(join(folder.path, "in"));
    writeFileSync(
      join(folder.path, "in", "t.sql"),
      "CREATE TABLE t (id INTEGER);\nCREATE VIEW v AS SELECT nothing FROM t;",
    );
    job = await start({
      inventory_path: join(folder.path, "in"),
      source_type: "snowflake",
      target_catalog: "assistants",
      target_schema: "migrated",
      target_path: join(folder.path, "assistants.duckdb"),
    });
    await jobThat(api, job, "ends", ({ active }) => !active, 60_000);
  });
  after(() => folder.remove());

  it("are all tools, with what they take", () => {
    for (const name of TOOL_NAMES) {
      const tool = vscode.lm.tools.find((tool) => tool.name === `dwMigration_${name}`);
      assert.ok(tool, `${name} is not there`);
      assert.ok(tool.inputSchema && tool.description);
    }
  });

  it("tell of jobs, explain a failure, and translate", async () => {
    assert.match(await invoke("list_jobs", {}), new RegExp(`${job}: completed`));
    assert.match(await invoke("job_status", { job }), /DWM-EXE-003: 1 object, e\.g\. v/);
    const explained = await invoke("explain_failed_object", { job, object: "v" });
    assert.match(explained, /SELECT nothing FROM t/);
    assert.match(explained, /What DWM-EXE-003 means/);
    assert.match(explained, /What to do next/);
    const input = { sql: "SELECT ISNULL(a, 1) FROM t", source_type: "tsql" };
    assert.match(await invoke("translate_sql", input), /coalesce/i);
  });

  it("are told what is wrong and what is near", async () => {
    await assert.rejects(invoke("job_status", { job: "nothing" }), /no job nothing/);
    await assert.rejects(invoke("explain_failed_object", { job, object: "vv" }), /Near it: v/);
  });

  it("start nothing that nobody agreed to", async () => {
    const before = api.jobs.list().length;
    const source = new vscode.CancellationTokenSource();
    const input = {
      inventory_path: join(folder.path, "in"),
      source_type: "snowflake",
      target_catalog: "never",
    };
    const ended = invoke("start_migration", input, source.token).then(
      (text) => text,
      (error) => `refused: ${error}`,
    );
    source.cancel();
    assert.match(await ended, /^refused/);
    await vscode.commands.executeCommand("dwMigration.refresh");
    assert.equal(api.jobs.list().length, before);
  });

  it("are offered an MCP server that finds the same engine", async () => {
    const [server] = api.mcpServers.provideMcpServerDefinitions();
    assert.ok(server);
    const { command, args, env } = await api.mcpServers.resolveMcpServerDefinition(server);
    const given = Object.entries(env).filter(([, value]) => value !== null);
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name, value]) => value && env[name] !== null),
    ) as Record<string, string>;
    const client = new Client({ name: "host-test", version: "1.0.0" });
    await client.connect(
      new StdioClientTransport({
        command,
        args,
        env: { ...inherited, ...(Object.fromEntries(given) as Record<string, string>) },
      }),
    );
    const { structuredContent } = await client.callTool({ name: "list_jobs", arguments: {} });
    await client.close();
    assert.match(JSON.stringify(structuredContent), new RegExp(job));
  });

  it("are offered another MCP server when the engine changes, with the token in its environment only", async () => {
    let changes = 0;
    const listener = api.mcpServers.onDidChangeMcpServerDefinitions(() => changes++);
    try {
      await useEngine("http://127.0.0.1:9");
      await waitFor("the change", () => changes > 0);
      await vscode.commands.executeCommand("dwMigration.setToken", "sesame");
      const [server] = api.mcpServers.provideMcpServerDefinitions();
      assert.ok(server);
      assert.deepEqual(server.args.slice(1), ["mcp", "--url", "http://127.0.0.1:9"]);
      assert.ok(!JSON.stringify(server).includes("sesame"));
      const { args, env } = await api.mcpServers.resolveMcpServerDefinition(server);
      assert.equal(env.DW_MIGRATE_TOKEN, "sesame");
      assert.ok(!args.join(" ").includes("sesame"));
    } finally {
      listener.dispose();
      await vscode.commands.executeCommand("dwMigration.setToken", "");
      await useEngine("");
    }
  });
});
