import * as vscode from "vscode";
import { TOOL_NAMES, type ToolName } from "../../assistants/toolNames.ts";
import { engineFolderOf } from "../engine/openConnection.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { MCP_PROVIDER, McpServers, type McpServersOptions } from "./mcpServers.ts";
import type { AssistantDeps } from "./openEngine.ts";

/** What assistants get, until it is disposed of. */
export interface Assistants extends Disposable {
  mcpServers: McpServers;
}

/** Offers the tools to language models in the editor, and the MCP server to those that use such only. */
export function registerAssistants(
  context: vscode.ExtensionContext,
  given: Omit<AssistantDeps, "extensionUri"> & Pick<McpServersOptions, "settings">,
): Assistants {
  const store = new DisposableStore();
  const deps = { ...given, extensionUri: context.extensionUri };
  for (const name of TOOL_NAMES) {
    store.add(vscode.lm.registerTool(`dwMigration_${name}`, lazyTool(deps, name)));
  }
  const mcpServers = store.add(
    new McpServers({
      ...given,
      cliPath: context.asAbsolutePath("dist/cli.mjs"),
      engineFolder: engineFolderOf(context),
      version: String(context.extension.packageJSON.version),
    }),
  );
  store.add(vscode.lm.registerMcpServerDefinitionProvider(MCP_PROVIDER, mcpServers));
  return { mcpServers, dispose: () => store.dispose() };
}

/** A tool that is loaded when it is first asked for. The build makes ./assistants.cjs of the import. */
function lazyTool(deps: AssistantDeps, name: ToolName): vscode.LanguageModelTool<object> {
  let loaded: Promise<Required<vscode.LanguageModelTool<object>>> | undefined;
  const tool = () => {
    loaded ??= import("./assistants.ts").then(({ createTool }) => createTool(deps, name));
    return loaded;
  };
  return {
    invoke: async (options, token) => (await tool()).invoke(options, token),
    prepareInvocation: async (options, token) => (await tool()).prepareInvocation(options, token),
  };
}
