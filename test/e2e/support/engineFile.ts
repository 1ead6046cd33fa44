import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { EngineFile } from "../../../src/protocol/health.ts";
import type { Job } from "../../../src/protocol/job.ts";
import type { VsCodeServer } from "../../support/vscode/server.ts";

/** What the embedded engine of a VS Code wrote for its windows to find it. */
export async function engineFile({ dataDir }: VsCodeServer): Promise<EngineFile> {
  for await (const path of glob(join(dataDir, "**/engine/engine.json"))) {
    return JSON.parse(await readFile(path, "utf8"));
  }
  throw new Error(`There is no engine.json below ${dataDir}.`);
}

/** The newest job of that engine, asked of it directly. */
export async function newestJob(server: VsCodeServer): Promise<Job> {
  return (await askNewest(server, "progress")).json();
}

/** Cancels the newest job as another client of that engine would. */
export async function cancelNewest(
  server: VsCodeServer,
  body: { grace_seconds: number },
): Promise<void> {
  const answer = await askNewest(server, "cancel", {
    method: "POST",
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The cancel was answered with ${answer.status}.`);
}

async function askNewest(
  server: VsCodeServer,
  route: "progress" | "cancel",
  request: RequestInit = {},
): Promise<Response> {
  const { port, token } = await engineFile(server);
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
  const base = `http://127.0.0.1:${port}/api/migrate`;
  const list = await (await fetch(`${base}/jobs`, { headers })).json();
  return fetch(`${base}/${route}/${list.jobs[0].job_id}`, { ...request, headers });
}
