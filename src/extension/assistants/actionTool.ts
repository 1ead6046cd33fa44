import * as vscode from "vscode";
import { ToolError } from "../../assistants/assistantEngine.ts";
import type { ActionPlan } from "../../assistants/plan.ts";
import type { ActionName } from "../../assistants/toolNames.ts";
import { plan } from "../../assistants/tools.ts";
import { messageOf } from "../errors.ts";
import { type AssistantDeps, openEngine, toolFailure } from "./openEngine.ts";

const MAX_SHOWN = 50;

/** A language model tool that changes something: it does what the user was shown, and nothing else. */
export class ActionTool implements vscode.LanguageModelTool<object> {
  readonly #deps: AssistantDeps;
  readonly #name: ActionName;
  /** The effect that the user was shown, by the input. */
  readonly #shown = new Map<string, string>();

  constructor(deps: AssistantDeps, name: ActionName) {
    this.#deps = deps;
    this.#name = name;
  }

  /** Shows what would be done. What would be refused is shown, too: VS Code asks in any case. */
  async prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): Promise<vscode.PreparedToolInvocation> {
    const key = keyOf(input);
    this.#shown.delete(key);
    const effect = await this.#plan(input).then(
      (planned) => {
        const text = textOf(planned);
        const [oldest] = this.#shown.keys();
        if (this.#shown.size >= MAX_SHOWN && oldest !== undefined) this.#shown.delete(oldest);
        this.#shown.set(key, text);
        return text;
      },
      (error) => vscode.l10n.t("This will be refused: {0}", messageOf(error)),
    );
    const isStart = this.#name === "start_migration";
    return {
      invocationMessage: isStart
        ? vscode.l10n.t("Starting a migration")
        : vscode.l10n.t("Running failed objects again"),
      confirmationMessages: {
        title: isStart
          ? vscode.l10n.t("Start this migration?")
          : vscode.l10n.t("Run these objects again?"),
        message: new vscode.MarkdownString(asMarkdown(effect)),
      },
    };
  }

  async invoke({
    input,
  }: vscode.LanguageModelToolInvocationOptions<object>): Promise<vscode.LanguageModelToolResult> {
    try {
      const planned = await this.#plan(input);
      const key = keyOf(input);
      const shown = this.#shown.get(key);
      this.#shown.delete(key);
      if (shown !== textOf(planned)) {
        throw new ToolError(
          "Nothing was done: the user was not shown what would be done as it is now. Call the tool again.",
        );
      }
      const { jobId, message } = await planned.run();
      if (this.#name === "start_migration") this.#deps.started(jobId);
      const text = `${message} The job is ${jobId}; job_status tells how it goes on.`;
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      throw toolFailure(error, this.#name, this.#deps.log);
    }
  }

  async #plan(input: unknown): Promise<ActionPlan> {
    return plan(await openEngine(this.#deps, this.#name), this.#name, input, vscode.l10n);
  }
}

function textOf({ effect, warnings }: ActionPlan): string {
  return [effect, ...warnings.map((warning) => vscode.l10n.t("Warning: {0}", warning))].join("\n");
}

/** Text as it is, a line a line. `appendText` would make lines that do not wrap. */
function asMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, "\\$&").replaceAll("\n", "\n\n");
}

/** The order of fields says nothing. */
function keyOf(input: object): string {
  return JSON.stringify(Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1)));
}
