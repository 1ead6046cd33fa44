import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import * as z from "zod";
import { type ToolAnswer, ToolError } from "../../assistants/assistantEngine.ts";
import { type ToolDefinition, toolEntries } from "../../assistants/definitions.ts";
import { TOOL_INPUTS } from "../../assistants/inputs.ts";
import { TOOL_OUTPUTS } from "../../assistants/outputs.ts";
import { isAction, type ToolName } from "../../assistants/toolNames.ts";
import { ask } from "../../assistants/tools.ts";
import { readVersion } from "../../version.ts";
import type { ConnectionOptions } from "../connect.ts";
import { Confirmations } from "./confirmations.ts";
import { CONFIRMATION_INPUT, confirmed } from "./confirmed.ts";
import { EngineFinder } from "./engineFinder.ts";

const INSTRUCTIONS =
  "Tools of the DW Migration Assistant: migration jobs of data warehouses, why objects failed, and SQL translation. Start with " +
  "list_jobs or job_status. start_migration and retry_failed change a database: they tell first what they would do, and are " +
  "done only after the user has agreed.";

/** Serves the tools over standard input and output until the client closes them. Nothing else is written there. */
export async function serveMcp(options: ConnectionOptions): Promise<void> {
  const info = { name: "dw-migrate", title: "DW Migration Assistant", version: readVersion() };
  const server = new McpServer(info, { instructions: INSTRUCTIONS });
  const clientName = () => {
    const name = server.server.getClientVersion()?.name ?? "unknown";
    return `dw-migrate mcp (${name.replaceAll(/[^\x21-\x7e]|[()]/g, "?").slice(0, 64)})`;
  };
  const finder = new EngineFinder(options, clientName);
  const confirmations = new Confirmations();

  const call = async (
    name: ToolName,
    given: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<ToolAnswer> => {
    const engine = await finder.engineFor(name);
    if (!isAction(name)) return ask(engine, name, given);
    return confirmed({ server: server.server, confirmations, engine, signal }, name, given);
  };
  for (const { name, definition } of toolEntries()) {
    server.registerTool(
      name,
      registration(name, definition),
      (given: Record<string, unknown>, { signal }) => answered(name, call(name, given, signal)),
    );
  }

  const ended = Promise.withResolvers<void>();
  server.server.onclose = ended.resolve;
  server.server.onerror = ({ message }) => process.stderr.write(`${message}\n`);
  process.stdin.once("end", ended.resolve);
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, ended.resolve);
  await server.connect(new StdioServerTransport());
  await ended.promise;
  await server.close();
  await finder.stop();
  // A call that is not answered yet has nobody to answer to.
  process.exit(0);
}

function registration(name: ToolName, definition: ToolDefinition) {
  const { title, description, readOnly, destructive, idempotent } = definition;
  const own: z.ZodRawShape = TOOL_INPUTS[name].shape;
  const shape = isAction(name) ? { ...own, ...CONFIRMATION_INPUT.shape } : own;
  return {
    title,
    description,
    inputSchema: z.strictObject(shape),
    outputSchema: TOOL_OUTPUTS[name] as z.ZodObject,
    annotations: {
      title,
      readOnlyHint: readOnly,
      destructiveHint: destructive,
      idempotentHint: idempotent,
      openWorldHint: false,
    },
  };
}

/** What a tool answered, or why it could not, as the protocol has it. */
async function answered(name: ToolName, call: Promise<ToolAnswer>): Promise<CallToolResult> {
  try {
    const { text, data } = await call;
    return { content: [{ type: "text", text }], structuredContent: { ...data } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!(error instanceof ToolError)) {
      process.stderr.write(`${name}: ${error instanceof Error ? error.stack : message}\n`);
    }
    return { content: [{ type: "text", text: message }], isError: true };
  }
}
