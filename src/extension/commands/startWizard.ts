import * as vscode from "vscode";
import type { InspectResponse, StartRequestInput } from "../../protocol/requests.ts";
import type { SourceTypeName } from "../engine/client.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { messageOf } from "../errors.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { askInventory } from "./inventoryItems.ts";
import { nameProblem } from "./startRequest.ts";
import { inputStep, pickStep, runSteps, type StepPosition } from "./steps.ts";

const RECENT = "recentInventories";
const KEPT = 8;

export interface StartWizardDeps {
  connection: EngineConnection;
  actions: JobActions;
  /** Remembers the folders that were migrated. */
  memory: vscode.Memento;
  log: vscode.LogOutputChannel;
}

/** Asks, step by step, for all that a migration needs. */
export class StartWizard {
  readonly #deps: StartWizardDeps;

  constructor(deps: StartWizardDeps) {
    this.#deps = deps;
  }

  async run(): Promise<StartRequestInput> {
    const configuration = vscode.workspace.getConfiguration("dwMigration");
    const request: StartRequestInput = {
      inventory_path: "",
      source_type: "",
      target_catalog: configuration.get("defaultCatalog", ""),
      target_schema: configuration.get("defaultSchema", ""),
      dry_run: false,
    };
    await runSteps(vscode.l10n.t("Start Migration"), [
      async (at) => {
        request.inventory_path = await askInventory(at, {
          recent: this.#recent(),
          remote: configuration.get("engine.url", "") !== "",
        });
      },
      async (at) => {
        request.source_type = await this.#askSourceType(at, request);
      },
      async (at) => {
        const prompt = vscode.l10n.t("Target catalog: the database that is created or added to");
        request.target_catalog = await askName(at, prompt, request.target_catalog);
      },
      async (at) => {
        const prompt = vscode.l10n.t("Target schema: where the objects are created");
        request.target_schema = await askName(at, prompt, request.target_schema);
      },
      async (at) => {
        request.dry_run = await askDryRun(at, request);
      },
    ]);
    return request;
  }

  /** Offers the inventory first the next time. */
  remember(path: string): void {
    const others = this.#recent().filter((known) => known !== path);
    void this.#deps.memory.update(RECENT, [path, ...others].slice(0, KEPT));
  }

  #recent(): string[] {
    return this.#deps.memory.get<string[]>(RECENT, []);
  }

  async #askSourceType(at: StepPosition, request: StartRequestInput): Promise<string> {
    const before = request.source_type;
    const items = this.#sourceTypes(request.inventory_path);
    const { type } = await pickStep({
      ...at,
      placeholder: vscode.l10n.t("Which warehouse does it come from?"),
      items,
      isActive: (item) => item.type === before,
    });
    return type;
  }

  /** All source types, the detected one first. */
  async #sourceTypes(path: string): Promise<(vscode.QuickPickItem & { type: string })[]> {
    const { connection, actions, log } = this.#deps;
    const { sourceTypes } = await connection.session();
    const found = await actions.inspect(path).catch((error: unknown) => {
      // The start says so too, with the reason: here it only costs the guess.
      log.warn(`Could not inspect ${path}: ${messageOf(error)}`);
      return undefined;
    });
    const item = ({ type, label }: SourceTypeName) => {
      const detected = found && found.source_type === type ? detection(found) : undefined;
      return detected ? { type, label, description: detected } : { type, label };
    };
    const first = sourceTypes.filter(({ type }) => type === found?.source_type);
    const rest = sourceTypes.filter(({ type }) => type !== found?.source_type);
    return [...first, ...rest].map(item);
  }
}

function detection({ total_objects }: InspectResponse): string {
  return total_objects === 1
    ? vscode.l10n.t("detected from 1 object")
    : vscode.l10n.t("detected from {0} objects", total_objects);
}

function askName(at: StepPosition, prompt: string, value: string): Promise<string> {
  return inputStep({ ...at, prompt, value, validate: (text) => nameProblem(text, vscode.l10n) });
}

async function askDryRun(at: StepPosition, request: StartRequestInput): Promise<boolean> {
  const target = `${request.target_catalog}.${request.target_schema}`;
  const items = [
    {
      dryRun: false,
      label: vscode.l10n.t("$(play) Migrate"),
      description: vscode.l10n.t("creates the objects in {0}", target),
    },
    {
      dryRun: true,
      label: vscode.l10n.t("$(beaker) Dry run"),
      description: vscode.l10n.t("translates and executes everything, keeps nothing"),
    },
  ];
  const { dryRun } = await pickStep({
    ...at,
    placeholder: vscode.l10n.t("Start {0} → {1}?", request.inventory_path, target),
    items: Promise.resolve(items),
    isActive: (item) => item.dryRun === request.dry_run,
  });
  return dryRun;
}
