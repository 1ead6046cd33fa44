import * as vscode from "vscode";
import { MIGRATION_FILES, NO_MIGRATION_FILES } from "./fileNames.ts";
import type { StartFlow } from "./startFlow.ts";

/** The type of task, as package.json contributes it. */
const TYPE = "dw-migration";
const MATCHER = "$dw-migration";
const MOST_TASKS = 100;

/** Offers each migration.json of the workspace as a task, and runs those that tasks.json defines. */
export class MigrationTasks implements vscode.TaskProvider {
  readonly #flow: () => Promise<StartFlow>;

  constructor(flow: () => Promise<StartFlow>) {
    this.#flow = flow;
  }

  /** Registers the provider. */
  register(): vscode.Disposable {
    return vscode.tasks.registerTaskProvider(TYPE, this);
  }

  async provideTasks(): Promise<vscode.Task[]> {
    const found = await vscode.workspace.findFiles(MIGRATION_FILES, NO_MIGRATION_FILES, MOST_TASKS);
    return found.flatMap((uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      if (!folder) return [];
      const file = vscode.workspace.asRelativePath(uri, false);
      return [this.#task({ type: TYPE, file }, folder, file)];
    });
  }

  resolveTask(task: vscode.Task): vscode.Task {
    // What VS Code compares tasks by has to stay the same object.
    return this.#task(task.definition, task.scope ?? vscode.TaskScope.Workspace, task.name);
  }

  #task(definition: vscode.TaskDefinition, scope: vscode.Task["scope"], name: string): vscode.Task {
    const root =
      typeof scope === "object" ? scope.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
    const execution = new vscode.CustomExecution(async (resolved) =>
      (await this.#flow()).terminal(resolved, root),
    );
    // What is shown as problems in the files anyhow, with quick fixes, is not shown twice.
    const shown = vscode.workspace.getConfiguration("dwMigration").get("showProblems", true);
    const task = new vscode.Task(
      definition,
      scope ?? vscode.TaskScope.Workspace,
      name,
      TYPE,
      execution,
      shown ? [] : [MATCHER],
    );
    task.presentationOptions = { clear: true };
    return task;
  }
}
