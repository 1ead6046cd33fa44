import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { getL10nJson } from "@vscode/l10n-dev";

/** The project's root, with a slash at its end. */
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** A call for a text, whoever holds the l10n. */
const CALL = /[\w.#]*\bl10n\.t\(/g;

const IMPORT = /^import .* from "(?:vscode|@vscode\/l10n)";$/gm;

/** The languages that the extension speaks beside English, as VS Code names them. */
export const LANGUAGES = ["de", "ja"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts by key: in code the English text itself, with a comment `text/comment`; the name in package.nls.json. */
export type Texts = Readonly<Record<string, string>>;

/** A file of translations, with what it must hold. */
export interface Translations {
  /** Below the root. */
  path: string;
  /** The English texts that it translates. */
  texts: Texts;
  /** What it holds now; nothing without a file. */
  translated: Texts;
}

/** Both files of a language: for the code, and for the manifest. */
export async function translationsOf(language: Language): Promise<Translations[]> {
  const files = [
    { path: `l10n/bundle.l10n.${language}.json`, texts: await codeTexts() },
    { path: `package.nls.${language}.json`, texts: manifestTexts() },
  ];
  return files.map((file) => ({ ...file, translated: read(file.path) }));
}

/** Every text that the code hands to l10n.t, in the extension host and in the panel. */
export async function codeTexts(): Promise<Texts> {
  const files = sourceFiles();
  // One script a kind: l10n-dev takes longer to begin with a script than to read it.
  const scripts = ([".ts", ".tsx"] as const).map((extension) => ({
    extension,
    contents: withKnownCalls(files.filter(({ path }) => path.endsWith(extension))),
  }));
  const found = await getL10nJson(scripts);
  const plain = ([key, value]: [string, (typeof found)[string]]) =>
    [key, typeof value === "string" ? value : value.message] as const;
  return Object.fromEntries(Object.entries(found).map(plain));
}

/** Every text of the manifest. */
export function manifestTexts(): Texts {
  return read("package.nls.json");
}

/** A file that may hold texts. */
export interface SourceFile {
  /** Below the root. */
  path: string;
  source: string;
}

/** All files that may hold texts. */
export function sourceFiles(): SourceFile[] {
  const paths = globSync("src/{assistants,extension,webview}/**/*.{ts,tsx}", { cwd: ROOT }).sort();
  return paths.map((path) => ({ path, source: readFileSync(join(ROOT, path), "utf8") }));
}

/**
 * l10n-dev follows imports, and so misses an l10n that is handed over: a parameter, or `this.#l10n`. So all calls are spelt
 * as calls of the one import that is left.
 */
function withKnownCalls(files: readonly SourceFile[]): string {
  const code = files
    .filter(({ source }) => source.includes("l10n.t("))
    .map(({ source }) => source.replaceAll(IMPORT, "").replaceAll(CALL, "l10n.t("));
  return ['import * as l10n from "@vscode/l10n";', ...code].join("\n");
}

function read(path: string): Texts {
  const full = join(ROOT, path);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : {};
}
