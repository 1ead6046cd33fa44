import "./requireNode.ts";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Command } from "commander";
import { assessCommand } from "./assess.ts";
import { surviveBrokenOutput } from "./brokenOutput.ts";
import { addConnectionOptions } from "./connect.ts";
import { jobsCommand } from "./jobs/commands.ts";
import { engineProgram } from "./localEngine.ts";
import { mcpCommand } from "./mcp/command.ts";
import { type MigrateOptions, migrate } from "./migrate.ts";
import { translateCommand } from "./translate.ts";
import { UsageError } from "./usageError.ts";

const dataFolder = join(
  process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"),
  "dw-migrate",
);

const program = new Command("dw-migrate").description(
  "Moves data warehouses to DuckDB and Databricks.",
);

program
  .command("serve")
  .description("run the engine: the HTTP API and the migrations (serve --help tells more)")
  .allowUnknownOption()
  .allowExcessArguments()
  .helpOption(false)
  .action(async () => {
    const engine = await import(pathToFileURL(engineProgram()).href);
    await (engine as { main(argv: string[]): Promise<void> }).main(process.argv);
  });

addConnectionOptions(program.command("migrate"), dataFolder)
  .description("migrate a folder, a .sql file or an inventory.json, and show it live")
  .argument("<path>", "the inventory")
  .option("--source-type <type>", "where it comes from; detected when not given")
  .option("--catalog <name>", "target catalog; default: the folder's name")
  .option("--schema <name>", "target schema", "migrated")
  .option("--target-path <file>", "the DuckDB file to write")
  .option("--dry-run", "translate and execute in a throw-away catalog")
  .option("--strict", "exit with 2 when an object failed")
  .action(async (path: string, options: MigrateOptions) => {
    process.exitCode = await migrate(path, options);
  });

program.addCommand(jobsCommand(dataFolder));
program.addCommand(translateCommand(dataFolder));
program.addCommand(assessCommand(dataFolder));
program.addCommand(mcpCommand(dataFolder));

surviveBrokenOutput(process.stdout);
surviveBrokenOutput(process.stderr);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? error.exitCode : 1;
}
