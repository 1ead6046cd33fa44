import { run } from "./layers.ts";

let failed = 0;
for (const project of ["tsconfig.json", "src/webview/tsconfig.json", "test/tsconfig.json"]) {
  const { code } = await run("tsc", ["-p", project]);
  if (code !== 0) failed++;
}
process.exitCode = failed > 0 ? 1 : 0;
