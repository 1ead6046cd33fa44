import { Command, Option } from "commander";
import { type ExportFormat, exportFormatSchema } from "../../protocol/jobExport.ts";
import type { ApiClient } from "../client.ts";
import { addConnectionOptions, type ConnectionOptions, withEngine } from "../connect.ts";
import { plain } from "../format.ts";
import { writeExport } from "./exportFile.ts";
import { findJob } from "./findJob.ts";
import { readExportFile } from "./importFile.ts";
import { jobText, listText } from "./show.ts";

interface JobsOptions extends ConnectionOptions {
  json?: boolean;
}

/** `dw-migrate jobs`: what was and is, and what can be done about it. */
export function jobsCommand(dataFolder: string): Command {
  const jobs = new Command("jobs").description("list, control, export and import jobs");

  /** A subcommand with the options that say which engine it talks to. */
  const add = <Options extends ConnectionOptions>(
    usage: string,
    description: string,
    run: (client: ApiClient, argument: string, options: Options) => Promise<string>,
  ): Command =>
    addConnectionOptions(jobs.command(usage), dataFolder)
      .description(description)
      .action(async (...given: unknown[]) => {
        const command = given.pop() as Command;
        const options = command.opts<Options>();
        const argument = command.args[0] ?? "";
        process.stdout.write(await withEngine(options, (client) => run(client, argument, options)));
      });

  add("list", "jobs, newest first", async (client, _, options: JobsOptions & ListOptions) => {
    const { status, text, limit } = options;
    const found = await client.jobs({ status, text, limit });
    return options.json ? json(found) : listText(found);
  })
    .option("--status <states>", "one or more, by comma")
    .option("--text <text>", "in id, inventory path or target")
    .option("--limit <number>", "at most so many", "20")
    .option("--json", "as JSON");

  add("show <job>", "one job, and what of it failed", async (client, id, options: JobsOptions) => {
    const job = await findJob(client, id);
    const failed = await client.failures(job.job_id);
    return options.json ? json({ ...job, failed }) : jobText(job, failed);
  }).option("--json", "as JSON");

  add("logs <job>", "the whole log of a job", async (client, id) => {
    const { job_id } = await findJob(client, id);
    for await (const { timestamp, level, message } of client.logs(job_id)) {
      process.stdout.write(`${timestamp} [${level}] ${plain(message)}\n`);
    }
    return "";
  });

  add("export <job>", "a job as a file", async (client, id, options: ExportOptions) => {
    const { job_id } = await findJob(client, id);
    await writeExport(await client.export(job_id, options.format), options.output);
    return options.output === undefined ? "" : `Exported to ${options.output}\n`;
  })
    .addOption(
      new Option("--format <format>", "json holds everything")
        .choices(exportFormatSchema.options)
        .default("json"),
    )
    .option("--output <file>", "default: standard output");

  add("import <file>", "an exported JSON as a job to look at", async (client, path) => {
    return `Imported as ${await client.import(await readExportFile(path))}\n`;
  });

  for (const [name, description] of [
    ["pause", "take no more objects"],
    ["resume", "go on with a paused job"],
    ["cancel", "stop a job"],
    ["retry", "read the files again and run what failed"],
    ["delete", "remove an ended job"],
  ] as const) {
    add(`${name} <job>`, description, async (client, id) => {
      const { job_id } = await findJob(client, id);
      return `${await client.act(name, job_id)}\n`;
    });
  }
  return jobs;
}

interface ListOptions {
  status?: string;
  text?: string;
  limit: string;
}

interface ExportOptions extends ConnectionOptions {
  format: ExportFormat;
  output?: string;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
