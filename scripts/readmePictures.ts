import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// Takes the pictures of the README over from the UI tests' screenshots: `npm test e2e && npm run pictures`.

/** The README's pictures, and the screenshots that they are. */
const PICTURES: Readonly<Record<string, string>> = {
  "running-dark.png": "running-dark.png",
  "finished-light.png": "finished-light.png",
  "failures-dark.png": "panel-failures.png",
  "compare-dark.png": "explorer-compare.png",
  "timeline-dark.png": "panel-timeline.png",
  "migration-json-light.png": "task-light.png",
  "walkthrough-light.png": "walkthrough-sample-light.png",
};

const root = fileURLToPath(new URL("..", import.meta.url));
const images = join(root, "docs/images");
mkdirSync(images, { recursive: true });
for (const [picture, screenshot] of Object.entries(PICTURES)) {
  const from = join(root, "test-results/screenshots", screenshot);
  if (!existsSync(from)) {
    console.error(`${screenshot} is missing: run the UI tests first (npm test e2e).`);
    process.exitCode = 1;
    continue;
  }
  copyFileSync(from, join(images, picture));
}
