import * as vscode from "vscode";
import { DisposableStore } from "../lifetime.ts";
import { GoBack } from "./goBack.ts";

/** Where a step stands in the whole. */
export interface StepPosition {
  title: string;
  step: number;
  totalSteps: number;
  /** Also in the first step, when it is a question within a question. */
  canGoBack?: boolean;
  /** Why the question is asked again. */
  problem?: string | undefined;
}

/** One question of a series; it fills in what was answered. */
export type Step = (position: StepPosition) => Promise<void>;

/** Asks one question after the other, from `first` on; back leads to the one before. */
export async function runSteps(title: string, steps: readonly Step[], first = 0): Promise<void> {
  let index = first;
  let problem: string | undefined;
  while (index < steps.length) {
    try {
      await steps[index]?.({ title, step: index + 1, totalSteps: steps.length, problem });
      problem = undefined;
      index++;
    } catch (error) {
      if (!(error instanceof GoBack)) throw error;
      ({ problem } = error);
      index = Math.max(0, Math.min(error.step ?? index - 1, index));
    }
  }
}

export interface PickOptions<T extends vscode.QuickPickItem> extends StepPosition {
  placeholder: string;
  /** Shows a busy bar until it is there. */
  items: Promise<readonly T[]>;
  /** Tells the item that is chosen in the beginning. */
  isActive?(item: T): boolean;
}

/** A step in which one item is picked. */
export async function pickStep<T extends vscode.QuickPickItem>(
  options: PickOptions<T>,
): Promise<T> {
  const pick = vscode.window.createQuickPick<T>();
  return ask(pick, options, (store, accept, reject) => {
    pick.placeholder = options.placeholder;
    pick.prompt = options.problem;
    pick.matchOnDescription = true;
    pick.busy = true;
    store.add(
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item) accept(item);
      }),
    );
    options.items.then((items) => {
      pick.items = items;
      const active = items.find((item) => options.isActive?.(item));
      if (active) pick.activeItems = [active];
      pick.busy = false;
    }, reject);
  });
}

export interface InputOptions extends StepPosition {
  prompt: string;
  value: string;
  /** Told of every change, so that a text survives going back. */
  changed?(text: string): void;
  /** Why the text cannot be taken, for people. */
  validate(text: string): string | undefined;
}

/** A step in which a text is typed. */
export async function inputStep(options: InputOptions): Promise<string> {
  const input = vscode.window.createInputBox();
  return ask(input, options, (store, accept) => {
    input.prompt = options.prompt;
    input.value = options.value;
    input.validationMessage = options.problem;
    const check = () => {
      options.changed?.(input.value);
      input.validationMessage = options.validate(input.value);
    };
    store.add(input.onDidChangeValue(check));
    store.add(
      input.onDidAccept(() => {
        check();
        if (!input.validationMessage) accept(input.value.trim());
      }),
    );
  });
}

/** What a quick pick and an input box have in common beyond their base. */
type AskedInput = Pick<vscode.InputBox, "buttons" | "onDidTriggerButton">;

/** Shows an input until it is answered, left, or gone back from. */
async function ask<T>(
  input: vscode.QuickInput & AskedInput,
  { title, step, totalSteps, canGoBack = step > 1 }: StepPosition,
  prepare: (
    store: DisposableStore,
    accept: (value: T) => void,
    reject: (error: unknown) => void,
  ) => void,
): Promise<T> {
  const store = new DisposableStore();
  store.add(input);
  try {
    return await new Promise<T>((resolve, reject) => {
      input.title = title;
      input.step = step;
      input.totalSteps = totalSteps;
      input.ignoreFocusOut = true;
      input.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
      store.add(
        input.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) reject(new GoBack());
        }),
      );
      store.add(input.onDidHide(() => reject(new vscode.CancellationError())));
      prepare(store, resolve, reject);
      input.show();
    });
  } finally {
    store.dispose();
  }
}
