import { hasCommand } from "./childCommand.ts";

/** VS Code 1.139 and its native modules are meant for this major version of Node. */
const nodeMajor = 24;

const remedies: Record<string, string> = {
  npm: "it comes with Node.js",
  tar: "Debian/Ubuntu: apt-get install tar",
  "g++": "Debian/Ubuntu: apt-get install g++; Fedora: dnf install gcc-c++",
  make: "Debian/Ubuntu: apt-get install make",
  python3: "Debian/Ubuntu: apt-get install python3",
};

/** Stops with a message that says what to install when this machine cannot build the host. */
export async function assertCanBuildHost(): Promise<void> {
  if (process.platform !== "linux") {
    throw new Error(
      `The browser-served VS Code is set up on Linux only, this is ${process.platform}. ` +
        "Use a desktop VS Code here: npm run test:desktop.",
    );
  }
  if (Number.parseInt(process.versions.node, 10) !== nodeMajor) {
    throw new Error(
      `VS Code's server needs Node ${nodeMajor}, this is ${process.versions.node}. ` +
        "Start it through an npm script: those run on the Node pinned in devDependencies.",
    );
  }
  const missing: string[] = [];
  for (const [command, remedy] of Object.entries(remedies)) {
    if (!(await hasCommand(command))) missing.push(`  ${command} (${remedy})`);
  }
  if (missing.length > 0) {
    throw new Error(`Setting up VS Code for tests needs these programs:\n${missing.join("\n")}`);
  }
}
