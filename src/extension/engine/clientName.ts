import { userInfo } from "node:os";

/** How the engine's audit trail names this window: `vscode/0.1.0 (alice)`. No host, nothing else of the person. */
export function clientName(version: string, userName: () => string = osUserName): string {
  let user = "";
  try {
    user = userName()
      .replaceAll(/[^\x21-\x7e]|[()]/g, "?")
      .slice(0, 64);
  } catch {
    // There are containers whose user has no name.
  }
  return user === "" ? `vscode/${version}` : `vscode/${version} (${user})`;
}

function osUserName(): string {
  return userInfo().username;
}
