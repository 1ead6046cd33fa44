/** Stands in for dist/engine.mjs where only its start and its end matter: lock, engine file, hand-shake, token. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
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
  },
});
const lock = join(values.data, "lock");
const token = process.env.DW_MIGRATE_TOKEN ?? "";

if (process.env.STUB_ENGINE_FAILS) {
  process.stderr.write("the disk is full\n");
  process.exit(1);
}
try {
  mkdirSync(lock);
} catch {
  process.exit(3);
}

const server = createServer((request, response) => {
  const allowed = request.headers.authorization === `Bearer ${token}`;
  const { pid } = process;
  const bodies: Record<string, object> = {
    "/api/health": { status: "ok", version: "0.0.0", pid, capabilities: [] },
    "/api/migrate/jobs": { jobs: [] },
  };
  const body = bodies[request.url ?? ""];
  response.setHeader("Content-Type", "application/json");
  response.writeHead(allowed ? (body ? 200 : 404) : 401).end(JSON.stringify(body ?? {}));
});
process.on("exit", () => {
  rmSync(lock, { recursive: true, force: true });
  rmSync(values["engine-file"], { force: true });
});
process.on("SIGTERM", () => process.exit(0));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  const handshake = { port, pid: process.pid, version: "0.0.0" };
  writeFileSync(values["engine-file"], JSON.stringify({ ...handshake, token }), { mode: 0o600 });
  process.stdout.write(`${JSON.stringify(handshake)}\n`);
});
