import { inputSchemaOf, TOOL_DEFINITIONS } from "../src/assistants/definitions.ts";
import { TOOL_NAMES, type ToolName } from "../src/assistants/toolNames.ts";

/** How a user names a tool in a chat, after #, and its icon. */
const SHOWN: Readonly<Record<ToolName, { reference: string; icon: string }>> = {
  list_jobs: { reference: "listMigrationJobs", icon: "$(list-unordered)" },
  job_status: { reference: "migrationJobStatus", icon: "$(pulse)" },
  explain_failed_object: { reference: "explainFailedObject", icon: "$(question)" },
  translate_sql: { reference: "translateSql", icon: "$(arrow-swap)" },
  start_migration: { reference: "startMigration", icon: "$(play)" },
  retry_failed: { reference: "retryFailedObjects", icon: "$(debug-restart)" },
};

/** contributes.languageModelTools of package.json. */
export function languageModelTools(): object[] {
  return TOOL_NAMES.map((name) => ({
    name: `dwMigration_${name}`,
    toolReferenceName: SHOWN[name].reference,
    displayName: `%tools.${name}%`,
    userDescription: `%tools.${name}.description%`,
    modelDescription: TOOL_DEFINITIONS[name].description,
    canBeReferencedInPrompt: true,
    icon: SHOWN[name].icon,
    tags: ["dw-migration", "data-warehouse", "sql"],
    inputSchema: inputSchemaOf(name),
  }));
}
