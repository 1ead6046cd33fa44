import { readFile } from "node:fs/promises";
import { type EngineFile, engineFileSchema } from "../../protocol/health.ts";
import type { Endpoint } from "./engineApi.ts";

/** Reads the file through which the windows find the one engine; undefined when it is missing or no such file. */
export async function readEngineFile(path: string): Promise<EngineFile | undefined> {
  try {
    return engineFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return undefined;
  }
}

/** True when a process with this id exists, ours or not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Where the engine of an engine file listens. */
export function endpointOf({ port, token }: { port: number; token: string }): Endpoint {
  return { baseUrl: `http://127.0.0.1:${port}`, token };
}
