import * as vscode from "vscode";
import type { InspectResponse, StartRequestInput } from "../../protocol/requests.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { isAppError, messageOf } from "../errors.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { checkStart, type StartCheck } from "./checkStart.ts";
import { GoBack } from "./goBack.ts";
import { askInventory } from "./inventoryItems.ts";
import { nameProblem } from "./startRequest.ts";
import { inputStep, pickStep, runSteps, type StepPosition } from "./steps.ts";

/** The engine detects the source type. The host side imports only types of the protocol's schemas. */
const AUTO = "auto";
/** The dialect that reads plain SQL with the fewest rules of its own. */
const PLAINEST = "postgres";
const RECENT = "recentInventories";
const KEPT = 8;

export interface StartWizardDeps {
  connection: EngineConnection;
  actions: JobActions;
  /** Remembers the folders that were migrated. */
  memory: vscode.Memento;
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

  async run(): Promise<StartRequestInput> {
    const { connection } = this.#deps;
    connection.retryNow();
    const configuration = vscode.workspace.getConfiguration("dwMigration");
    const request: StartRequestInput = {
      inventory_path: "",
      source_type: "",
      target_catalog: configuration.get("defaultCatalog", ""),
      target_schema: configuration.get("defaultSchema", ""),
      dry_run: false,
      ...modelOf(configuration),
    };
    await runSteps(vscode.l10n.t("Start Migration"), [
      async (at) => {
        const before = request.inventory_path;
        request.inventory_path = await askInventory(at, {
          chosen: before,
          recent: this.#recent(),
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
      async (at) => {
        request.dry_run = await this.#askDryRun(at, request);
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
      isActive: (item) => item.type !== "" && item.type === before,
    });
    return type;
  }

  /** The last step: what a start would do is known by now, and shown. */
  async #askDryRun(at: StepPosition, request: StartRequestInput): Promise<boolean> {
    const { actions, log } = this.#deps;
    const check = checkStart(
      (body) => actions.validate(body),
      request,
      vscode.l10n,
      this.#detected,
    ).catch((error: unknown) => {
      if (error instanceof GoBack) throw error;
      // The start checks the same: here it only costs the preview.
      log.warn(`Could not check the start: ${messageOf(error)}`);
      return undefined;
    });
    for (;;) {
      const answer = await askDryRun(at, request, check);
      if (answer !== "warnings") return answer === "dryRun";
      for (const line of (await check)?.warnings ?? []) log.warn(line);
      log.show(true);
    }
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
    : vscode.l10n.t("detected from {0} objects, {1} % sure", total_objects, percent);
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

interface StartItem extends vscode.QuickPickItem {
  answer: "migrate" | "dryRun" | "warnings";
}

async function askDryRun(
  at: StepPosition,
  request: StartRequestInput,
  check: Promise<StartCheck | undefined>,
): Promise<StartItem["answer"]> {
  const target = `${request.target_catalog}.${request.target_schema}`;
  const { answer } = await pickStep<StartItem>({
    ...at,
    placeholder: vscode.l10n.t("Start {0} → {1}?", request.inventory_path, target),
    items: check.then((known) => startItems(target, known)),
    isActive: (item) => (item.answer === "dryRun") === request.dry_run,
  });
  return answer;
}

function startItems(target: string, check: StartCheck | undefined): StartItem[] {
  const items: StartItem[] = [
    {
      answer: "migrate",
      label: vscode.l10n.t("$(play) Migrate"),
      description: vscode.l10n.t("creates the objects in {0}", target),
      ...(check && { detail: check.text }),
    },
    {
      answer: "dryRun",
      label: vscode.l10n.t("$(beaker) Dry run"),
      description: vscode.l10n.t("translates and executes everything, keeps nothing"),
    },
  ];
  const [first] = check?.warnings ?? [];
  if (first !== undefined) {
    const label = vscode.l10n.t("$(warning) Show the warnings in the log");
    items.push({ answer: "warnings", label, detail: first });
  }
  return items;
}
