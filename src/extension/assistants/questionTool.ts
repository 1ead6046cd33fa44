import * as vscode from "vscode";
import { cut } from "../../assistants/texts.ts";
import type { QuestionName } from "../../assistants/toolNames.ts";
import { ask } from "../../assistants/tools.ts";
import { type AssistantDeps, openEngine, toolFailure } from "./openEngine.ts";

/** Without a budget an answer may be this long: the tools' own limits are near it. */
const MAX_CHARS = 120_000;
/** Fewer characters than a token has on average, so that the budget holds. */
const CHARS_PER_TOKEN = 3;

/** A language model tool that only looks. */
export class QuestionTool implements vscode.LanguageModelTool<object> {
  readonly #deps: AssistantDeps;
  readonly #name: QuestionName;

  constructor(deps: AssistantDeps, name: QuestionName) {
    this.#deps = deps;
    this.#name = name;
  }

  prepareInvocation(): vscode.PreparedToolInvocation {
    return { invocationMessage: invocationMessage(this.#name) };
  }

  async invoke({
    input,
    tokenizationOptions,
  }: vscode.LanguageModelToolInvocationOptions<object>): Promise<vscode.LanguageModelToolResult> {
    const budget = tokenizationOptions?.tokenBudget;
    const maxChars = Math.min(MAX_CHARS, (budget ?? MAX_CHARS) * CHARS_PER_TOKEN);
    try {
      const engine = await openEngine(this.#deps, this.#name);
      const text = cut((await ask(engine, this.#name, input)).text, maxChars);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      throw toolFailure(error, this.#name, this.#deps.log);
    }
  }
}

function invocationMessage(name: QuestionName): string {
  switch (name) {
    case "list_jobs":
      return vscode.l10n.t("Listing migration jobs");
    case "job_status":
      return vscode.l10n.t("Looking at a migration job");
    case "explain_failed_object":
      return vscode.l10n.t("Reading why an object failed");
    case "translate_sql":
      return vscode.l10n.t("Translating SQL; nothing is executed");
  }
}
