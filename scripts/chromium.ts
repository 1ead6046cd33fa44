import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** How long apt-get waits for somebody else's installation to end. */
const dpkgLockSeconds = 600;
const names = ["chromium", "chromium-browser", "google-chrome"];

/**
 * The path of a Chromium or Chrome. As root on a machine with apt-get it is installed when there
 * is none; elsewhere the error says what to do.
 */
export async function ensureChromium(): Promise<string> {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error("CHROME_PATH names a file that is absent or not executable.");
  }
  const found = findChromium();
  if (found) return found;
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !isOnPath("apt-get")) {
    throw new Error(
      "No Chromium found. Install it (Debian/Ubuntu: apt-get install chromium) " +
        "or set CHROME_PATH to a Chromium or Chrome executable.",
    );
  }
  process.stderr.write("[chromium] not found, installing Debian's package\n");
  await aptGet("update");
  await aptGet("install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core");
  const installed = findChromium();
  if (!installed) throw new Error("apt-get installed chromium, but no executable appeared.");
  return installed;
}

function findChromium(): string | undefined {
  const inUsrBin = names.map((name) => join("/usr/bin", name));
  return inUsrBin.find(isExecutable);
}

function isOnPath(name: string): boolean {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function aptGet(...args: string[]): Promise<void> {
  const all = ["-q", "-o", `DPkg::Lock::Timeout=${dpkgLockSeconds}`, ...args];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return new Promise((resolve, reject) => {
    // Its progress is for people: stdout belongs to whatever our caller prints.
    const child = spawn("apt-get", all, { env, stdio: ["ignore", 2, 2] });
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get ${args.join(" ")} ended with exit code ${code}.`));
    });
  });
}
