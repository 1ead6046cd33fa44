import { Command } from "commander";
import { addConnectionOptions, type ConnectionOptions } from "../connect.ts";

/** `dw-migrate mcp`: the tools for assistants, over standard input and output. The rest is loaded when it is run. */
export function mcpCommand(dataFolder: string): Command {
  return addConnectionOptions(new Command("mcp"), dataFolder)
    .description("serve the tools for assistants: MCP over standard input and output")
    .action(async (options: ConnectionOptions) => {
      const { serveMcp } = await import("./serveMcp.ts");
      await serveMcp(options);
    });
}
