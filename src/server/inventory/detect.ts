import { open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SourceType } from "../../protocol/dialect.ts";
import { type DialectMark, MARKS } from "./detectMarks.ts";
import { listSqlFiles } from "./listFiles.ts";
import { parseManifest } from "./manifest.ts";
import { decodeSql } from "./sourceFile.ts";

/** How many files are looked into at most, and how much of each, in bytes. */
const MAX_FILES = 120;
const MAX_BYTES = 64 * 1024;
/** A mark counts at most so often, so that one long file does not outvote the others. */
const MAX_COUNT = 20;
/** Below this weight nothing is claimed. */
const MIN_SCORE = 3;

/** Which dialect an inventory is written in. Evidence is told in plain words, strongest first. */
export interface Detection {
  sourceType: SourceType | null;
  /** 0 to 1: how far the best dialect is ahead of the second. */
  confidence: number;
  evidence: string[];
}

/** Guesses the source dialect of a folder, file or manifest (absolute path) from lexical marks in a sample of it. */
export async function detectSourceType(path: string): Promise<Detection> {
  const files = sample(await filesOf(path));
  const texts = await Promise.all(files.map((file) => readStart(file).catch(() => "")));
  return detectInTexts(texts);
}

/** The same for texts that are at hand. */
export function detectInTexts(texts: readonly string[]): Detection {
  const bare = texts.map(withoutComments);
  const scores = new Map<SourceType, number>();
  const seen: { mark: DialectMark; count: number; score: number }[] = [];
  for (const mark of MARKS) {
    let count = 0;
    for (const text of bare) count += Math.min(MAX_COUNT, text.match(mark.pattern)?.length ?? 0);
    if (count === 0) continue;
    const score = mark.weight * (1 + Math.log2(count));
    for (const type of mark.types) scores.set(type, (scores.get(type) ?? 0) + score);
    seen.push({ mark, count, score });
  }
  const [best, second] = [...scores].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < MIN_SCORE) return { sourceType: null, confidence: 0, evidence: [] };
  const [sourceType, score] = best;
  const lead = (score - (second?.[1] ?? 0)) / score;
  const enough = Math.min(1, score / 12);
  const evidence = seen
    .filter(({ mark }) => mark.types.includes(sourceType))
    .sort((a, b) => b.score - a.score)
    .map(({ mark, count }) => `${count} × ${mark.name}`);
  const confidence = Math.round((0.5 + lead / 2) * enough * 100) / 100;
  return lead === 0
    ? { sourceType: null, confidence: 0, evidence }
    : { sourceType, confidence, evidence };
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path);
  const manifest = found.isDirectory() ? join(path, "inventory.json") : path;
  if (manifest.toLowerCase().endsWith(".json") && (await stat(manifest).catch(() => undefined))) {
    const entries = parseManifest(await readStart(manifest, Number.POSITIVE_INFINITY), manifest);
    return entries.map((entry) => join(dirname(manifest), entry.file));
  }
  if (!found.isDirectory()) return [path];
  return (await listSqlFiles(path)).map((file) => join(path, file));
}

/** Evenly spread over the list, so that folders of every kind take part. */
function sample(files: readonly string[]): string[] {
  const step = Math.max(1, files.length / MAX_FILES);
  const chosen: string[] = [];
  for (let at = 0; at < files.length; at += step) chosen.push(files[Math.floor(at)] ?? "");
  return chosen;
}

async function readStart(path: string, bytes = MAX_BYTES): Promise<string> {
  await using file = await open(path);
  const { size } = await file.stat();
  const buffer = Buffer.alloc(Math.min(size, bytes));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  const text = decodeSql(buffer.subarray(0, bytesRead));
  return text;
}

/** Comments and the text of literals say nothing about the dialect. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*(?!!)[\s\S]*?(?:\*\/|$)/g, " ")
    .replace(/--[^\r\n]*/g, "")
    .replace(/'(?:[^'\\\r\n]|''|\\.)*'/g, "''");
}
