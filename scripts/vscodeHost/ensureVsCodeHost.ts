import { buildHost } from "./buildHost.ts";
import { hostFolder, readyHost, type VsCodeHost } from "./hostFolder.ts";
import { assertCanBuildHost } from "./requirements.ts";
import { withSetUpLock } from "./setUpLock.ts";

/**
 * A VS Code that is served to a browser, with a real extension host on Node: set up on first use
 * in the user's cache folder (about half a minute, 260 MB), found there afterwards.
 */
export async function ensureVsCodeHost(): Promise<VsCodeHost> {
  const folder = hostFolder();
  const found = readyHost(folder);
  if (found) return found;

  await assertCanBuildHost();
  const onWait = (owner: string) => report(`waiting for the set-up of process ${owner}`);
  return withSetUpLock(`${folder}.lock`, onWait, async () => {
    const made = readyHost(folder);
    if (made) return made;
    const startMs = Date.now();
    report(`setting up VS Code for tests in ${folder}`);
    await buildHost(folder, report);
    report(`ready after ${Math.round((Date.now() - startMs) / 1000)} s`);
    const host = readyHost(folder);
    if (!host) throw new Error(`${folder} was built but is not complete.`);
    return host;
  });
}

function report(step: string): void {
  process.stderr.write(`[vscode-host] ${step}\n`);
}
