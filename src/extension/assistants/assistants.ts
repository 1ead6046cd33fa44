/**
 * Entry of the third bundle: the tools of assistants. It is loaded when the first of them is called, so that activation
 * stays cheap; the first bundle imports only types from here. See registerAssistants.ts.
 */
import type * as vscode from "vscode";
import { isAction, type ToolName } from "../../assistants/toolNames.ts";
import { ActionTool } from "./actionTool.ts";
import type { AssistantDeps } from "./openEngine.ts";
import { QuestionTool } from "./questionTool.ts";

/** A tool as VS Code has it, by its name. */
export function createTool(
  deps: AssistantDeps,
  name: ToolName,
): Required<vscode.LanguageModelTool<object>> {
  return isAction(name) ? new ActionTool(deps, name) : new QuestionTool(deps, name);
}
