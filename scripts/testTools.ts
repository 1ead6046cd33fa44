import { ensureChromium } from "./chromium.ts";
import { ensureVsCodeHost } from "./vscodeHost/ensureVsCodeHost.ts";

// Sets up what the tests of user interfaces run in, where it is not there yet: they would do it themselves, one after the other.

await Promise.all([ensureChromium(), ensureVsCodeHost()]);
