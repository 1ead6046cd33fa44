/** The tools that assistants get, by the names that they have in MCP. In VS Code they begin with `dwMigration_`. */
export const TOOL_NAMES = [
  "list_jobs",
  "job_status",
  "explain_failed_object",
  "translate_sql",
  "start_migration",
  "retry_failed",
] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

/** The tools that change something: nothing is done before a person agreed. */
export const ACTION_NAMES = ["start_migration", "retry_failed"] as const;

export type ActionName = (typeof ACTION_NAMES)[number];
/** The tools that only look. */
export type QuestionName = Exclude<ToolName, ActionName>;

/** True for a tool that changes something. */
export function isAction(name: ToolName): name is ActionName {
  return (ACTION_NAMES as readonly string[]).includes(name);
}
