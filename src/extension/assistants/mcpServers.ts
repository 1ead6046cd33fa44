import * as vscode from "vscode";
import { Emitter } from "../emitter.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import type { EngineSettings } from "../engine/engineSettings.ts";
import { messageOf } from "../errors.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";

/** As contributes.mcpServerDefinitionProviders names it. */
export const MCP_PROVIDER = "dwMigration.mcp";

export interface McpServersOptions {
  settings: EngineSettings;
  connection: EngineConnection;
  /** The packaged command line, and the folder of the engine on this machine. */
  cliPath: string;
  engineFolder: string;
  version: string;
  log: vscode.LogOutputChannel;
}

/** Offers `dw-migrate mcp` on the engine of this window, in trusted workspaces only: it runs a program. */
export class McpServers
  implements vscode.McpServerDefinitionProvider<vscode.McpStdioServerDefinition>, Disposable
{
  readonly #options: McpServersOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly onDidChangeMcpServerDefinitions = this.#changed.event;

  constructor(options: McpServersOptions) {
    this.#options = options;
    this.#store.add(options.connection.onDidReset(() => this.#changed.fire()));
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()));
  }

  /** Asked early and often: nothing is read but settings. */
  provideMcpServerDefinitions(): vscode.McpStdioServerDefinition[] {
    if (!vscode.workspace.isTrusted) return [];
    const { settings, cliPath, engineFolder, version } = this.#options;
    const url = settings.url();
    // The engine on this machine is found by the file in its folder, wherever it has moved to, and its token with it.
    const engine = url ? ["--url", url] : ["--data", engineFolder];
    const environment = { ELECTRON_RUN_AS_NODE: "1", NODE_OPTIONS: null, DW_MIGRATE_TOKEN: null };
    return [
      new vscode.McpStdioServerDefinition(
        vscode.l10n.t("DW Migration"),
        process.execPath,
        [cliPath, "mcp", ...engine],
        environment,
        version,
      ),
    ];
  }

  /** The server is about to run: now it gets its secret, and the engine of jobs that are there. */
  async resolveMcpServerDefinition(
    server: vscode.McpStdioServerDefinition,
  ): Promise<vscode.McpStdioServerDefinition> {
    const { settings, connection, log } = this.#options;
    const url = settings.url();
    if (URL.canParse(url)) {
      server.env.DW_MIGRATE_TOKEN = (await settings.token(new URL(url).origin)) ?? null;
    } else if (connection.worthTrying) {
      // The server says itself what is wrong with the engine, at each call.
      await connection.session().catch((error) => log.warn(`MCP server: ${messageOf(error)}`));
    }
    return server;
  }

  dispose(): void {
    this.#store.dispose();
  }
}
