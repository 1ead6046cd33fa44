import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import * as vscode from "vscode";
import { TOOL_NAMES } from "../../src/assistants/toolNames.ts";
import { ActionTool } from "../../src/extension/assistants/actionTool.ts";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, inExtension, jobThat, start, useEngine } from "./support/extension.ts";

async function invoke(name: string, input: object, token?: vscode.CancellationToken) {
  const options = { input, toolInvocationToken: undefined };
  const { content } = await vscode.lm.invokeTool(`dwMigration_${name}`, options, token);
  return content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("\n");
}

/** Markdown as it is read: its escapes are not seen. */
function shownText(message: string | vscode.MarkdownString): string {
  assert.ok(message instanceof vscode.MarkdownString);
  return message.value.replaceAll(/\\([!-/:-@[-`{-~])/g, "$1");
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
    assert.match(await invoke("translate_sql", input), /ifnull\(a, 1\)/i);
  });

  it("are told what is wrong and what is near", async () => {
    await assert.rejects(invoke("job_status", { job: "nothing" }), /no job nothing/);
    await assert.rejects(invoke("explain_failed_object", { job, object: "vv" }), /Near it: v/);
  });

  it("show what a start would do, and do that and nothing else", async () => {
    const count = async () => {
      await vscode.commands.executeCommand("dwMigration.refresh");
      return api.jobs.list().length;
    };
    const before = await count();
    const started: string[] = [];
    const deps = {
      connection: api.connection,
      extensionUri: vscode.Uri.file(inExtension()),
      log: vscode.window.createOutputChannel("Assistants Test", { log: true }),
      started: (jobId: string) => started.push(jobId),
    };
    const tool = new ActionTool(deps, "start_migration");
    const input = {
      inventory_path: join(folder.path, "in"),
      source_type: "snowflake",
      target_catalog: "agreed",
      target_path: join(folder.path, "agreed.duckdb"),
    };
    const options = { input, toolInvocationToken: undefined };
    await assert.rejects(tool.invoke(options), /was not shown/);
    const { confirmationMessages } = await tool.prepareInvocation({ input });
    assert.ok(confirmationMessages);
    const value = shownText(confirmationMessages.message);
    assert.match(value, /2 objects .*TABLE 1, VIEW 1/);
    assert.match(value, /agreed\.duckdb/);
    // Another input than the one that was shown, and an inventory that has changed since.
    const other = { ...input, target_catalog: "other" };
    await assert.rejects(tool.invoke({ ...options, input: other }), /was not shown/);
    writeFileSync(join(folder.path, "in", "more.sql"), "CREATE TABLE more (id INTEGER);");
    await assert.rejects(tool.invoke(options), /was not shown/);
    assert.equal(await count(), before);
    await tool.prepareInvocation({ input });
    await tool.invoke(options);
    assert.equal(started.length, 1);
    await jobThat(api, started[0] ?? "", "ends", ({ active }) => !active, 60_000);
    // Once agreed is once done.
    await assert.rejects(tool.invoke(options), /was not shown/);
    assert.equal(await count(), before + 1);
  });

  it("say in the question that a start will be refused, and refuse it", async () => {
    const deps = {
      connection: api.connection,
      extensionUri: vscode.Uri.file(inExtension()),
      log: vscode.window.createOutputChannel("Assistants Test", { log: true }),
      started: () => undefined,
    };
    const tool = new ActionTool(deps, "retry_failed");
    const input = { job, codes: ["DWM-TBL-001"] };
    const { confirmationMessages } = await tool.prepareInvocation({ input });
    assert.ok(confirmationMessages);
    const value = shownText(confirmationMessages.message);
    assert.match(value, /refused.*Its codes are/s);
    await assert.rejects(tool.invoke({ input, toolInvocationToken: undefined }), /Its codes are/);
  });

  it("run failed objects again through VS Code's own question", async () => {
    // A host under test says yes to every question.
    assert.match(await invoke("retry_failed", { job }), new RegExp(`The job is ${job}`));
    await jobThat(
      api,
      job,
      "ended again",
      ({ active, logs }) =>
        !active && logs.rows.some(({ message }) => message.includes("Retrying 1 object")),
      60_000,
    );
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
