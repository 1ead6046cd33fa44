// `npm run l10n`: drops translations of texts that are gone, sorts the rest, and prints what each language lacks.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { LANGUAGES, type Translations, translationsOf } from "./sourceTexts.ts";

const root = resolve(import.meta.dirname, "..");

for (const language of LANGUAGES) {
  for (const file of await translationsOf(language)) tidy(file);
}

function tidy({ path, texts, translated }: Translations): void {
  const lacking = Object.keys(texts).filter((key) => !translated[key]?.trim());
  const stale = Object.keys(translated).filter((key) => !(key in texts));
  const kept = Object.entries(translated)
    .filter(([key]) => key in texts)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  mkdirSync(dirname(resolve(root, path)), { recursive: true });
  writeFileSync(resolve(root, path), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
  for (const key of stale) process.stdout.write(`${path}: dropped ${JSON.stringify(key)}\n`);
  for (const key of lacking) {
    const text = texts[key] === key ? "" : `: ${JSON.stringify(texts[key])}`;
    process.stdout.write(`${path}: lacks ${JSON.stringify(key)}${text}\n`);
  }
  if (lacking.length > 0) process.exitCode = 1;
}
