import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { AUTO } from "../protocol/dialect.ts";
import type { TranslatedStatement } from "../protocol/translate.ts";
import { addConnectionOptions, type ConnectionOptions, withEngine } from "./connect.ts";
import { plain } from "./format.ts";

interface TranslateOptions extends ConnectionOptions {
  sourceType: string;
  targetType: "duckdb" | "databricks";
  catalog?: string;
  schema?: string;
  json?: boolean;
  strict?: boolean;
}

/** With --strict: something has to be written by hand. */
const EXIT_MANUAL = 2;

/** `dw-migrate translate`: a file's statements in the target's language; nothing is executed. */
export function translateCommand(dataFolder: string): Command {
  return addConnectionOptions(new Command("translate"), dataFolder)
    .description("translate a .sql file; nothing is executed")
    .argument("<file>", "the SQL; - for standard input")
    .option("--source-type <type>", "where it comes from; auto: it is detected", AUTO)
    .addOption(
      new Option("--target-type <type>", "what it becomes")
        .choices(["duckdb", "databricks"])
        .default("duckdb"),
    )
    .option("--catalog <name>", "target catalog")
    .option("--schema <name>", "target schema")
    .option("--json", "as JSON, with every issue")
    .option("--strict", "exit with 2 when something has to be written by hand")
    .action(async (file: string, options: TranslateOptions) => {
      const sql = await (file === "-" ? text(process.stdin) : readFile(file, "utf8"));
      const answer = await withEngine(options, (client) =>
        client.translate({
          sql,
          source_type: options.sourceType,
          target_type: options.targetType,
          ...(options.catalog && { target_catalog: options.catalog }),
          ...(options.schema && { target_schema: options.schema }),
        }),
      );
      const { statements, source_type, source_type_confidence: confidence } = answer;
      if (confidence < 1) {
        const percent = Math.round(confidence * 100);
        process.stderr.write(`Source type: ${source_type} (detected, ${percent} % sure)\n`);
      }
      const shown = options.json
        ? `${JSON.stringify(answer, null, 2)}\n`
        : statements.map(statementText).join("\n");
      process.stdout.write(shown);
      const isManual = statements.some(({ confidence }) => confidence === "manual");
      if (options.strict && isManual) process.exitCode = EXIT_MANUAL;
    });
}

/** SQL that can be run, with what is to be said about it as comments before it. */
function statementText(statement: TranslatedStatement): string {
  const { sql, object_type, object_name, line, column, issues, confidence, artefact } = statement;
  const name = plain([object_type, object_name].filter(Boolean).join(" "));
  const lines = [`-- ${line}:${column} ${name}: ${confidence}`];
  for (const { severity, code, line, column, message, hint } of issues) {
    const advice = hint ? ` ${hint}` : "";
    lines.push(`-- ${severity} ${code} at ${line}:${column}: ${plain(message + advice)}`);
  }
  if (sql !== null) lines.push(sql);
  if (artefact) {
    lines.push(
      `-- In ${artefact.dialect}:`,
      ...artefact.sql.split("\n").map((one) => `--   ${plain(one)}`),
    );
  }
  return `${lines.join("\n")}\n`;
}
