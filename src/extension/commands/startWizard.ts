import * as vscode from "vscode";
import type { InspectResponse, StartRequestInput } from "../../protocol/requests.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { isAppError, messageOf } from "../errors.ts";
import { formatCount } from "../formats.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { checkStart } from "./checkStart.ts";
import { GoBack } from "./goBack.ts";
import { askInventory } from "./inventoryItems.ts";
import { lastAnswers, rememberAnswers } from "./lastAnswers.ts";
import type { RecentInventories } from "./recentInventories.ts";
import { nameProblem } from "./startRequest.ts";
import { askStart } from "./startStep.ts";
import { inputStep, pickStep, runSteps, type Step, type StepPosition } from "./steps.ts";

/** The engine detects the source type. The host side imports only types of the protocol's schemas. */
const AUTO = "auto";
/** The dialect that reads plain SQL with the fewest rules of its own. */
const PLAINEST = "postgres";

export interface StartWizardDeps {
  connection: EngineConnection;
  actions: JobActions;
  recent: RecentInventories;
  /** Remembers what was answered last in this workspace. */
  answers: vscode.Memento;
  log: vscode.LogOutputChannel;
}

/** The model that jobs name where an endpoint is set. */
function modelOf(configuration: vscode.WorkspaceConfiguration): { model_id?: string } {
  const name = configuration.get("model.name", "").trim();
  return configuration.get("model.baseUrl", "").trim() && name ? { model_id: name } : {};
}

type SourceTypeItem = vscode.QuickPickItem & { type: string };

/** Asks, step by step, for all that a migration needs. */
export class StartWizard {
  readonly #deps: StartWizardDeps;
  /** The source type that the files look like. */
  #detected: string | null | undefined;

  constructor(deps: StartWizardDeps) {
    this.#deps = deps;
  }

  /** `chosen`: the folder or file, which is not asked for then. What was answered last is offered. */
  async run(chosen?: string): Promise<StartRequestInput> {
    const { connection, answers } = this.#deps;
    connection.retryNow();
    const configuration = vscode.workspace.getConfiguration("dwMigration");
    const request: StartRequestInput = {
      inventory_path: "",
      source_type: "",
      target_catalog: configuration.get("defaultCatalog", ""),
      target_schema: configuration.get("defaultSchema", ""),
      dry_run: false,
      ...lastAnswers(answers),
      ...modelOf(configuration),
    };
    if (chosen !== undefined && chosen !== request.inventory_path) {
      Object.assign(request, { inventory_path: chosen, source_type: "" });
    }
    const steps: Step[] = [
      async (at) => {
        const before = request.inventory_path;
        request.inventory_path = await askInventory(at, {
          chosen: before,
          recent: this.#deps.recent.list(),
          sharesDisk: connection.sharesDisk,
        });
        // Another folder may come from another warehouse: what is detected comes first again.
        if (request.inventory_path !== before) request.source_type = "";
      },
      async (at) => {
        request.source_type = await this.#askSourceType(at, request);
      },
      async (at) => {
        const prompt = vscode.l10n.t("Target catalog: the database that is created or added to");
        await askName(at, prompt, request, "target_catalog");
      },
      async (at) => {
        const prompt = vscode.l10n.t("Target schema: where the objects are created");
        await askName(at, prompt, request, "target_schema");
      },
      (at) => this.#askStart(at, request),
    ];
    await runSteps(vscode.l10n.t("Start Migration"), steps, chosen === undefined ? 0 : 1);
    return request;
  }

  /** Offers these answers the next time. */
  remember(request: StartRequestInput): void {
    void rememberAnswers(this.#deps.answers, request);
  }

  async #askSourceType(at: StepPosition, request: StartRequestInput): Promise<string> {
    const before = request.source_type;
    const items = this.#sourceTypes(request.inventory_path);
    const { type } = await pickStep({
      ...at,
      placeholder: vscode.l10n.t("Which warehouse does it come from?"),
      items,
      isActive: (item) => item.type !== "" && item.type === before,
    });
    return type;
  }

  /** The last step: what a start would do is known by now, and shown. */
  async #askStart(at: StepPosition, request: StartRequestInput): Promise<void> {
    const { actions, connection, log } = this.#deps;
    const check = () =>
      checkStart((body) => actions.validate(body), request, vscode.l10n, this.#detected).catch(
        (error: unknown) => {
          if (error instanceof GoBack) throw error;
          // The start checks the same: here it only costs the preview.
          log.warn(`Could not check the start: ${messageOf(error)}`);
          return undefined;
        },
      );
    await askStart(at, request, { check, log, sharesDisk: connection.sharesDisk });
  }

  /** All source types, the detected one first. */
  async #sourceTypes(path: string): Promise<SourceTypeItem[]> {
    const { sourceTypes: names, capabilities } = await this.#deps.connection.session();
    const later = { type: AUTO, label: vscode.l10n.t("Detect it when the migration starts") };
    const sourceTypes = capabilities.has("auto") ? [...names, later] : names;
    const found = await this.#inspect(path);
    this.#detected = found?.source_type;
    if (!found) return [...sourceTypes];
    const detected = sourceTypes.filter(({ type }) => type === found.source_type);
    const rest = sourceTypes.filter(({ type }) => type !== found.source_type);
    if (detected.length === 0) {
      return [separator(vscode.l10n.t("not detected from the files")), ...rest];
    }
    const description = detection(found);
    return [
      ...detected.map((name) => ({ ...name, description })),
      separator(vscode.l10n.t("others")),
      ...rest,
    ];
  }

  /** What is in an inventory, as far as the engine can tell. One that cannot be migrated leads back to its choice. */
  async #inspect(path: string): Promise<InspectResponse | undefined> {
    const { actions, log } = this.#deps;
    const inspect = (sourceType: string | null) =>
      actions.inspect(path, sourceType).catch((error: unknown) => {
        if (isAppError(error) && error.status === 400) throw new GoBack(error.message);
        // The start would say so, too: here it only costs the guess.
        log.warn(`Could not inspect ${path}: ${messageOf(error)}`);
        return undefined;
      });
    const found = await inspect(null);
    if (!found || found.total_objects > 0) return found;
    // Nothing is counted where no type was detected: plain SQL could be of any. One of them tells whether there is something.
    if (found.source_type === null && (await inspect(PLAINEST))?.total_objects !== 0) return found;
    throw new GoBack(
      vscode.l10n.t(
        "{0} holds no CREATE TABLE, VIEW or PROCEDURE. Choose the folder with the exported .sql files.",
        path,
      ),
    );
  }
}

function separator(label: string): SourceTypeItem {
  return { type: "", label, kind: vscode.QuickPickItemKind.Separator };
}

function detection({ total_objects, confidence }: InspectResponse): string {
  const percent = Math.round(confidence * 100);
  return total_objects === 1
    ? vscode.l10n.t("detected from 1 object, {0} % sure", percent)
    : vscode.l10n.t(
        "detected from {0} objects, {1} % sure",
        formatCount(total_objects, vscode.l10n),
        percent,
      );
}

async function askName(
  at: StepPosition,
  prompt: string,
  request: StartRequestInput,
  field: "target_catalog" | "target_schema",
): Promise<void> {
  request[field] = await inputStep({
    ...at,
    prompt,
    value: request[field],
    changed: (text) => {
      request[field] = text;
    },
    validate: (text) => nameProblem(text, vscode.l10n),
  });
}
