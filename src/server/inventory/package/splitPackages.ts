import { tokenize } from "../../sql/lexer.ts";
import { identifierOf, isSymbol } from "../../sql/token.ts";
import type { ObjectDraft } from "../build/definitions.ts";
import { LineIndex } from "../lineIndex.ts";
import type { NameParts } from "../names.ts";
import { detach } from "../sourceFile.ts";
import type { LeftOut, PackageSibling, SourcePosition, SourceStatement } from "../types.ts";
import { type Declared, mentionedWords, withDeclarations } from "./declarations.ts";
import { type PackageItem, readPackage } from "./readPackage.ts";

type Routine = Extract<PackageItem, { parameters: string }>;

/** A package or body with its parts and where they stand. */
interface Unit {
  draft: ObjectDraft;
  routines: { item: Routine; source: SourceStatement }[];
  declarations: Declared[];
  initialises: SourcePosition | undefined;
}

/**
 * Replaces Oracle packages by the procedures and functions that they hold: no target has packages. A routine of package `p`
 * is called `p_routine`. A package that cannot be read, or that holds no routine, stays what it is.
 */
export function splitPackages(
  drafts: ReadonlyMap<string, ObjectDraft>,
  leftOut: LeftOut[],
): ObjectDraft[] {
  const result: ObjectDraft[] = [];
  for (const [key, draft] of drafts) {
    const [kind, name] = halves(key);
    if (kind === "package body") {
      const specification = drafts.get(`package:${name}`);
      const split = splitOne(name, draft, specification, leftOut);
      result.push(...(split ?? [draft]));
    } else if (kind === "package") {
      const body = drafts.get(`package body:${name}`);
      // With a body that can be split, the specification goes with it.
      if (body && splitOne(name, body, draft, [])) continue;
      result.push(...((body ? undefined : splitOne(name, undefined, draft, leftOut)) ?? [draft]));
    } else result.push(draft);
  }
  attachPackages(result, drafts);
  return result;
}

/** Hands code what it names of packages that it is no part of: constants, exceptions and types. */
function attachPackages(
  result: readonly ObjectDraft[],
  drafts: ReadonlyMap<string, ObjectDraft>,
): void {
  const packages = new Map<string, { name: string; declarations: readonly Declared[] }>();
  for (const [key, draft] of drafts) {
    const [kind] = halves(key);
    const unit = kind === "package" ? readUnit(draft) : undefined;
    if (!unit || unit.declarations.length === 0) continue;
    const name = draft.object.baseName;
    packages.set(name.toLowerCase(), { name, declarations: unit.declarations });
  }
  if (packages.size === 0) return;
  for (const { object } of result) {
    if (object.objectType !== "PROCEDURE" || object.kind.startsWith("PACKAGE")) continue;
    const own = object.package?.name.toLowerCase();
    const texts = [
      object.definition[0]?.text ?? "",
      ...(object.package?.declarations ?? []).map(({ text }) => text),
    ];
    const uses = [...membersNamed(texts)].flatMap(([name, members]) => {
      const found = name === own ? undefined : packages.get(name);
      const declarations = found ? withDeclarations(members, found.declarations) : [];
      return found && declarations.length > 0 ? [{ name: found.name, declarations }] : [];
    });
    if (uses.length > 0) object.packages = uses;
  }
}

/** `a.b` in pieces of PL/SQL: the names behind the point by the name before it, in lower case. */
function membersNamed(texts: readonly string[]): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const text of texts) {
    const tokens = tokenize(text, "oracle");
    for (const [at, token] of tokens.entries()) {
      if (!isSymbol(token, ".")) continue;
      const owner = identifierOf(tokens[at - 1])?.toLowerCase();
      const member = identifierOf(tokens[at + 1])?.toLowerCase();
      if (owner === undefined || member === undefined) continue;
      const known = members.get(owner);
      if (known) known.add(member);
      else members.set(owner, new Set([member]));
    }
  }
  return members;
}

function halves(key: string): [string, string] {
  const colon = key.indexOf(":");
  return [key.slice(0, colon), key.slice(colon + 1)];
}

function splitOne(
  folded: string,
  body: ObjectDraft | undefined,
  specification: ObjectDraft | undefined,
  leftOut: LeftOut[],
): ObjectDraft[] | undefined {
  const spec = specification && readUnit(specification);
  const inner = body && readUnit(body);
  if ((body && !inner) || (specification && !spec)) return undefined;
  const routines = routinesOf(spec, inner);
  const owner = specification ?? body;
  if (routines.length === 0 || !owner) return undefined;
  const declarations = [...(spec?.declarations ?? []), ...(inner?.declarations ?? [])];
  // Its specification and its body: two statements, or the one that there is.
  const statements = Number(body !== undefined) + Number(specification !== undefined);
  tell(owner, { routines: routines.length, statements }, declarations, inner ?? spec, leftOut);
  const siblings = routines.map(({ item, key }) => ({
    key: `${item.is.toLowerCase()}:${folded}.${key}`,
    name: item.name,
    kind: item.is,
    parameters: detach(item.parameters),
  }));
  return routines.map((routine, index) => {
    const own = siblings[index] as PackageSibling;
    return draftOf(owner, routine, own, declarations, siblings);
  });
}

/** The routines with their bodies in the order of the body, then those that have none; `key` tells overloads apart. */
function routinesOf(spec: Unit | undefined, body: Unit | undefined) {
  const bodies = (body?.routines ?? []).filter(({ item }) => item.body);
  const missing = (spec?.routines ?? []).filter(
    ({ item }) => !bodies.some((other) => sameRoutine(item, other.item)),
  );
  const seen = new Map<string, number>();
  return [...bodies, ...missing].map((routine) => {
    const name = routine.item.name.toLowerCase();
    const kind = `${routine.item.is} ${name}`;
    const number = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, number);
    const declared = spec?.routines.some(({ item }) => sameRoutine(item, routine.item));
    return {
      ...routine,
      key: number === 1 ? name : `${name}#${number}`,
      private: spec !== undefined && declared !== true,
    };
  });
}

function sameRoutine(a: Routine, b: Routine): boolean {
  return (
    a.is === b.is &&
    a.name.toLowerCase() === b.name.toLowerCase() &&
    parameterNames(a) === parameterNames(b)
  );
}

/** Names and number of the parameters: declaration and body agree in them, whatever else differs. */
function parameterNames({ parameters }: Routine): string {
  let depth = 0;
  let current = "";
  const parts: string[] = [];
  for (const character of parameters.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, " ")) {
    if (character === "(") depth++;
    else if (character === ")") depth--;
    if (character === "," && depth === 0) {
      parts.push(current);
      current = "";
    } else current += character;
  }
  parts.push(current);
  return parts.map((part) => /\S+/.exec(part)?.[0]?.toLowerCase() ?? "").join(",");
}

function readUnit(draft: ObjectDraft): Unit | undefined {
  const [statement] = draft.object.definition;
  const parts = statement && readPackage(statement.text);
  if (!statement || !parts) return undefined;
  const lines = new LineIndex(statement.text);
  const position = (offset: number): SourcePosition => {
    const { line, column } = lines.at(offset);
    return {
      file: statement.file,
      line: statement.line + line - 1,
      column: line === 1 ? statement.column + column - 1 : column,
    };
  };
  const unit: Unit = {
    draft,
    routines: [],
    declarations: [],
    initialises: parts.initialises < 0 ? undefined : position(parts.initialises),
  };
  for (const item of parts.items) {
    const text = detach(statement.text.slice(item.start, item.end));
    const source = { ...position(item.start), text };
    if ("parameters" in item) unit.routines.push({ item, source });
    else unit.declarations.push({ item, source, words: mentionedWords(text) });
  }
  return unit;
}

/** Says what became of the package, and which of its parts have no place anywhere. */
function tell(
  owner: ObjectDraft,
  { routines, statements }: { routines: number; statements: number },
  declarations: Unit["declarations"],
  last: Unit | undefined,
  leftOut: LeftOut[],
): void {
  const [first] = owner.object.definition;
  if (!first) return;
  const { file, line, column } = first;
  const inlined = declarations.filter(({ item }) => item.is !== "variable" && item.is !== "pragma");
  const rest =
    inlined.length > 0
      ? `; its constants, types, cursors and exceptions go where they are used`
      : "";
  const reason = `It is split into its ${routines === 1 ? "routine" : `${routines} routines`}${rest}.`;
  const { kind, name } = owner.object;
  const what = { kind: `CREATE ${kind}`, category: "package", name, statements } as const;
  leftOut.push({ file, line, column, ...what, matters: false, reason });
  for (const { item, source } of declarations) {
    if (item.is !== "variable") continue;
    leftOut.push({
      file: source.file,
      line: source.line,
      column: source.column,
      kind: "package variable",
      category: "package",
      name: `${name}.${item.name}`,
      statements: 0,
      matters: true,
      reason: `${item.name} keeps its value for a session. Procedures that use it name a session variable, or say why they cannot.`,
    });
  }
  if (!last?.initialises) return;
  const why = "It runs when a session first uses the package; nothing in the target does.";
  const initialises = { kind: "package initialisation", category: "package", name } as const;
  leftOut.push({ ...last.initialises, ...initialises, statements: 0, matters: true, reason: why });
}

function draftOf(
  owner: ObjectDraft,
  routine: ReturnType<typeof routinesOf>[number],
  own: PackageSibling,
  declarations: Unit["declarations"],
  siblings: readonly PackageSibling[],
): ObjectDraft {
  const { item, source } = routine;
  const packageName = owner.object.baseName;
  const baseName = `${packageName}_${item.name}`;
  const name: NameParts = [...owner.created.name.slice(0, -1), baseName];
  const words = mentionedWords(source.text);
  const used = withDeclarations(words, declarations);
  return {
    session: owner.session,
    created: {
      ...owner.created,
      kind: item.is,
      name,
      on: null,
      signature: item.parameters.toUpperCase(),
    },
    object: {
      key: own.key,
      name: name.filter((part) => part !== "").join("."),
      schema: owner.object.schema,
      baseName,
      objectType: "PROCEDURE",
      kind: item.is,
      definition: [source],
      data: [],
      dependsOn: [],
      parameters: item.parameters.toUpperCase(),
      package: {
        name: packageName,
        routine: item.name,
        private: routine.private,
        declarations: used,
        siblings: siblings.filter((sibling) => words.has(sibling.name.toLowerCase())),
      },
    },
  };
}
