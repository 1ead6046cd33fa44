import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const pollMs = 500;
const patienceMs = 20 * 60_000;
/** A lock file without a process id in it: its owner died between creating and writing it. */
const emptyLockMs = 10_000;

/**
 * Runs `work` while no other process on this machine runs it with the same lock file.
 * The lock of a process that is gone is taken over.
 */
export async function withSetUpLock<T>(
  file: string,
  onWait: (owner: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  const deadline = Date.now() + patienceMs;
  let told = false;
  while (!(await tryLock(file))) {
    const owner = await readFile(file, "utf8").catch(() => "");
    if (await isAbandoned(file, owner)) {
      await breakLock(file, owner);
      continue;
    }
    if (!told) onWait(owner.trim());
    told = true;
    if (Date.now() > deadline) throw new Error(`Gave up waiting for ${file} (process ${owner}).`);
    await delay(pollMs);
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}

async function tryLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(`${process.pid}`);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isAbandoned(file: string, owner: string): Promise<boolean> {
  const pid = Number(owner);
  if (pid > 0) return !isAlive(pid);
  const born = await stat(file).catch(() => undefined);
  return born !== undefined && Date.now() - born.mtimeMs > emptyLockMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Of several that see the same dead owner one wins the rename; a fresh lock is put back. */
async function breakLock(file: string, owner: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    if ((await readFile(aside, "utf8")) !== owner) await rename(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  await rm(aside, { force: true });
}
