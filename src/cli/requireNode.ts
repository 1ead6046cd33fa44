/** The engine keeps its jobs in node:sqlite, and its libraries are made for this one. */
const LEAST = 24;

/** What is wrong with running under this version of Node, if anything. */
export function nodeProblem(version: string): string | undefined {
  if (Number.parseInt(version, 10) >= LEAST) return undefined;
  return `dw-migrate needs Node ${LEAST} or newer; this is Node ${version}. Install it, or put a newer Node first in PATH.`;
}

// Imported before everything else: other modules do not even load in an older Node.
const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
