import { listsIn } from "./lists.ts";
import type { Block, Routine, Statement } from "./model.ts";

interface Surroundings {
  /** Names that may be assigned to, lower case. */
  variables: ReadonlySet<string>;
  cursors: ReadonlySet<string>;
  /** Labels around, lower case -> whether it is a loop's. */
  labels: ReadonlyMap<string, boolean>;
  loop: boolean;
}

/**
 * What is wrong with a routine's structure, whatever its expressions hold: labels, variables and cursors that nothing
 * declares, names that are declared twice. A reader that does its work leaves nothing to find.
 */
export function checkRoutine(routine: Routine): string[] {
  const names = routine.parameters.map(({ name }) => name.toLowerCase());
  const faults = duplicates(names).map((name) => `the parameter ${name} is there twice`);
  if (routine.is !== "procedure") return faults;
  const outward = routine.parameters.filter(({ mode }) => mode !== "IN");
  const variables = new Set(
    [...outward, ...(routine.session ?? [])].map(({ name }) => name.toLowerCase()),
  );
  const around = { variables, cursors: new Set<string>(), labels: new Map(), loop: false };
  return [...faults, ...checkBlock(routine.body, around)];
}

function duplicates(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function checkBlock(block: Block, around: Surroundings): string[] {
  const declared = [...block.declarations, ...declarationsIn(block.body)];
  const variables = declared.filter(({ is }) => is === "variable");
  const cursors = declared.filter(({ is }) => is === "cursor");
  const inside: Surroundings = {
    ...around,
    variables: new Set([...around.variables, ...variables.map(({ name }) => name.toLowerCase())]),
    cursors: new Set([...around.cursors, ...cursors.map(({ name }) => name.toLowerCase())]),
    labels: labelled(around, block.label, false),
  };
  const twice = duplicates(cursors.map(({ name }) => name.toLowerCase()));
  return [
    ...twice.map((name) => `the cursor ${name} is declared twice`),
    ...block.handlers.flatMap(({ body }) =>
      checkBlock({ is: "block", declarations: [], handlers: [], body }, inside),
    ),
    ...checkList(block.body, inside),
  ];
}

/** Declarations of a block that stand in its lists, but not in blocks inside of it. */
function declarationsIn(statements: readonly Statement[]) {
  const found: Extract<Statement, { is: "declare" }>["declaration"][] = [];
  const walk = (list: readonly Statement[]) => {
    for (const statement of list) {
      if (statement.is === "declare") found.push(statement.declaration);
      else if (statement.is !== "block") for (const inner of listsIn(statement)) walk(inner);
    }
  };
  walk(statements);
  return found;
}

function labelled(
  around: Surroundings,
  label: string | undefined,
  loop: boolean,
): ReadonlyMap<string, boolean> {
  return label === undefined
    ? around.labels
    : new Map([...around.labels, [label.toLowerCase(), loop]]);
}

function checkList(statements: readonly Statement[], around: Surroundings): string[] {
  return statements.flatMap((statement) => check(statement, around));
}

function check(statement: Statement, around: Surroundings): string[] {
  switch (statement.is) {
    case "block":
      return checkBlock(statement, around);
    case "set":
      return unassignable(statement.targets, around);
    case "fetch":
      return [...unknownCursor(statement.cursor, around), ...unassignable(statement.into, around)];
    case "open":
    case "close":
      return unknownCursor(statement.cursor, around);
    case "execute":
      return unassignable(statement.into, around);
    case "diagnostics":
      return unassignable(
        statement.items.map(({ variable }) => variable),
        around,
      );
    case "leave":
    case "iterate":
      return checkLeave(statement, around);
    case "while":
    case "loop":
    case "repeat":
    case "forQuery":
    case "forRange": {
      const counter =
        statement.is === "forRange"
          ? new Set([...around.variables, statement.variable.toLowerCase()])
          : around.variables;
      return checkList(statement.body, {
        ...around,
        variables: counter,
        labels: labelled(around, statement.label, true),
        loop: true,
      });
    }
    default:
      return listsIn(statement).flatMap((list) => checkList(list, around));
  }
}

function checkLeave(
  { is, label }: Extract<Statement, { is: "leave" | "iterate" }>,
  around: Surroundings,
): string[] {
  if (label === undefined) return around.loop ? [] : [`${is} stands outside of a loop`];
  const loop = around.labels.get(label.toLowerCase());
  if (loop === undefined) return [`the label ${label} is around nothing that ${is} stands in`];
  return is === "iterate" && !loop ? [`the label ${label} is no loop's`] : [];
}

function unassignable(names: readonly string[], around: Surroundings): string[] {
  return names
    .filter((name) => !around.variables.has(name.toLowerCase()))
    .map((name) => `${name} is no variable that can be assigned to`);
}

function unknownCursor(name: string, around: Surroundings): string[] {
  return around.cursors.has(name.toLowerCase()) ? [] : [`the cursor ${name} is not declared`];
}
