/** Stands in for dist/engine.mjs where only its start and its end matter: lock, engine file, hand-shake, token. */
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    host: { type: "string" },
    port: { type: "string" },
    data: { type: "string", default: "" },
    "engine-file": { type: "string", default: "" },
    "idle-exit": { type: "string" },
    "keep-jobs": { type: "string" },
    "keep-days": { type: "string" },
    "keep-megabytes": { type: "string" },
  },
});
const lock = join(values.data, "lock");
const token = process.env.DW_MIGRATE_TOKEN ?? "";
const version = process.env.STUB_ENGINE_VERSION ?? "0.0.0";
/** How long it takes to end when it is asked to: it has work to hand back. */
const drainMs = Number(process.env.STUB_ENGINE_DRAIN_MS ?? 0);
const capabilities = process.env.STUB_ENGINE_SHUTDOWN ? ["shutdown"] : [];
/** What happened, a line each. */
const diary = (text: string) => appendFileSync(join(values.data, "diary"), `${version} ${text}\n`);

const limits = [values["keep-jobs"], values["keep-days"], values["keep-megabytes"]];
writeFileSync(join(values.data, "limits"), JSON.stringify(limits));
const model = Object.entries(process.env).filter(([name]) => name.startsWith("DW_MIGRATE_MODEL_"));
writeFileSync(join(values.data, "model"), JSON.stringify(Object.fromEntries(model)));

if (process.env.STUB_ENGINE_FAILS) {
  process.stderr.write("the disk is full\n");
  process.exit(1);
}
try {
  mkdirSync(lock);
} catch {
  process.exit(3);
}

function end(): void {
  // As the real one: first nobody finds it any more.
  rmSync(values["engine-file"], { force: true });
  setTimeout(() => process.exit(0), drainMs);
}

const server = createServer((request, response) => {
  const allowed = request.headers.authorization === `Bearer ${token}`;
  const { pid } = process;
  const bodies: Record<string, object> = {
    "/api/health": { status: "ok", version, pid, capabilities },
    "/api/migrate/jobs": { jobs: [] },
  };
  const [path = ""] = (request.url ?? "").split("?");
  const body = bodies[path];
  response.setHeader("Content-Type", "application/json");
  if (allowed && path === "/api/engine/shutdown" && capabilities.length > 0) {
    request.setEncoding("utf8").on("data", (text: string) => diary(JSON.parse(text).reason));
    request.on("end", () => {
      response.writeHead(202).end(JSON.stringify({ success: true, message: "" }));
      end();
    });
    return;
  }
  response.writeHead(allowed ? (body ? 200 : 404) : 401).end(JSON.stringify(body ?? {}));
});
process.on("exit", () => {
  rmSync(lock, { recursive: true, force: true });
});
process.on("SIGTERM", () => {
  diary("SIGTERM");
  end();
});
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const handshake = { port, pid: process.pid, version };
  diary("started");
  writeFileSync(values["engine-file"], JSON.stringify({ ...handshake, token }), { mode: 0o600 });
  process.stdout.write(`${JSON.stringify(handshake)}\n`);
});
