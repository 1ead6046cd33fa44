import { join } from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ElicitRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { ROOT } from "./inventories.ts";

export interface ToolResult {
  isError: boolean;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what the wire holds
  data: any;
}

/** A client of `dw-migrate mcp`, which runs as a process of its own. */
export class TestMcpClient {
  readonly client: Client;
  /** What the user was asked. */
  readonly asked: string[] = [];
  readonly #transport: StdioClientTransport;
  /** What the process wrote to standard error. */
  stderr = "";

  /** `agree`: the client can ask its user, who says that. `program`: the source, or the bundle. */
  constructor(
    args: readonly string[],
    {
      agree,
      env = {},
      program = "src/cli/main.ts",
    }: {
      agree?: boolean;
      env?: Record<string, string>;
      program?: string;
    } = {},
  ) {
    const capabilities = agree === undefined ? {} : { elicitation: { form: {} } };
    this.client = new Client({ name: "test-client", version: "1.0.0" }, { capabilities });
    if (agree !== undefined) {
      this.client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
        this.asked.push(params.message);
        return { action: "accept", content: { agreed: agree } };
      });
    }
    this.#transport = new StdioClientTransport({
      command: process.execPath,
      args: [join(ROOT, program), "mcp", ...args],
      env: { ...(process.env as Record<string, string>), ...env },
      stderr: "pipe",
    });
    this.#transport.stderr?.on("data", (chunk) => {
      this.stderr += chunk;
    });
  }

  async connect(): Promise<this> {
    await this.client.connect(this.#transport);
    return this;
  }

  get pid(): number | null {
    return this.#transport.pid;
  }

  async call(name: string, input: Record<string, unknown> = {}): Promise<ToolResult> {
    const result = await this.client.callTool({ name, arguments: input });
    const [first] = result.content as { type: string; text: string }[];
    return {
      isError: result.isError === true,
      text: first?.text ?? "",
      data: result.structuredContent,
    };
  }

  /** Closes the pipes, as a client that ends does. */
  async close(): Promise<void> {
    await this.client.close();
  }
}
