import type { PlotColors } from "./plot.ts";

/** The colours that an element has now, as a canvas understands them: variables and mixtures are resolved. */
export function colorsOf(element: HTMLElement): PlotColors {
  const probe = document.createElement("i");
  element.append(probe);
  const color = (value: string) => {
    probe.style.color = value;
    return getComputedStyle(probe).color;
  };
  const { fontFamily } = getComputedStyle(element);
  const colors = {
    line: color("var(--link)"),
    area: color("color-mix(in srgb, var(--link) 22%, transparent)"),
    failed: color("var(--bad)"),
    text: color("var(--dim)"),
    grid: color("color-mix(in srgb, var(--fg) 12%, transparent)"),
    font: `11px ${fontFamily}`,
  };
  probe.remove();
  return colors;
}

/** Calls `changed` when VS Code puts another theme into the page, until the answer is called. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  const theme = { attributes: true, attributeFilter: ["class", "style", "data-vscode-theme-id"] };
  observer.observe(document.documentElement, theme);
  observer.observe(document.body, theme);
  return () => observer.disconnect();
}
