import { type IconName, iconPaths } from "./iconPaths.ts";

/** A decorative icon in the colour of the text; whoever uses it says the same in words. */
export function Icon({ name, tone }: { name: IconName; tone?: string }) {
  const spinning = name === "running" ? " icon-spinning" : "";
  return (
    <svg class={`icon tone-${tone ?? "text"}${spinning}`} viewBox="0 0 16 16" aria-hidden="true">
      <path fill="currentColor" fill-rule="evenodd" d={iconPaths[name]} />
    </svg>
  );
}
