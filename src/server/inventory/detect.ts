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
/** A dialect that is ahead of the second by less than this part of its score does not stand out. */
const LEAST_LEAD = 0.03;
/** Below this weight nothing is claimed. */
const MIN_SCORE = 3;

/** How much of a file may say what server it comes from. */
const VERSION_BYTES = 8 * 1024;
const VERSIONS: readonly [label: string, pattern: RegExp][] = [
  ["PostgreSQL", /^-- Dumped from database version (\d[\w.]*)/m],
  ["MySQL", /^-- Server version\s+(\d[\w.-]*)/m],
  ["Oracle Database", /\bOracle Database (\d+\w+)/i],
  ["SQL Server, compatibility level", /\bCOMPATIBILITY_LEVEL\s*=\s*(\d{2,3})/i],
  ["Teradata", /\bTeradata (?:Database )?(\d+\.\d[\w.]*)/i],
];

/** Which dialect an inventory is written in. Evidence is told in plain words, strongest first. */
export interface Detection {
  sourceType: SourceType | null;
  /** 0 to 1: how far the best dialect is ahead of the second. */
  confidence: number;
  evidence: string[];
  /** Dialects that it looks like as much as like each other; empty when one of them stands out. */
  tied: SourceType[];
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
  if (!best || best[1] < MIN_SCORE) {
    return { sourceType: null, confidence: 0, evidence: [], tied: [] };
  }
  const [sourceType, score] = best;
  const lead = (score - (second?.[1] ?? 0)) / score;
  const enough = Math.min(1, score / 12);
  const evidence = seen
    .filter(({ mark }) => mark.types.includes(sourceType))
    .sort((a, b) => b.score - a.score)
    .map(({ mark, count }) => `${count} × ${mark.name}`);
  const confidence = Math.round((0.5 + lead / 2) * enough * 100) / 100;
  if (lead >= LEAST_LEAD) return { sourceType, confidence, evidence, tied: [] };
  const tied = [...scores].filter(([, other]) => other > score * (1 - LEAST_LEAD));
  return { sourceType: null, confidence: 0, evidence, tied: tied.map(([type]) => type).sort() };
}

/** What the comments that dump tools write say of the server, in the beginnings of an inventory's files. */
export async function sourceVersions(path: string): Promise<string[]> {
  const found = new Set<string>();
  for (const file of sample(await filesOf(path))) {
    const text = await readStart(file, VERSION_BYTES).catch(() => "");
    for (const [label, pattern] of VERSIONS) {
      const version = pattern.exec(text)?.[1];
      if (version) found.add(`${label} ${version}`);
    }
  }
  return [...found].sort();
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
