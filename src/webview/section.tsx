import type { ComponentChildren } from "preact";
import type { SectionId } from "../extension/panel/activityMessages.ts";
import { Icon } from "./icon.tsx";

interface SectionProps {
  id: SectionId;
  title: string;
  folded: boolean;
  onFold: (folded: boolean) => void;
  /** Stands at the end of the line of the title. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** A part of the panel that can be folded away to the line of its title. */
export function Section({ id, title, folded, onFold, aside, children }: SectionProps) {
  return (
    <section class={folded ? "section folded" : "section"} aria-labelledby={`section-${id}`}>
      <div class="section-head">
        <button
          type="button"
          class="bare section-title"
          id={`section-${id}`}
          aria-expanded={!folded}
          aria-controls={`section-body-${id}`}
          onClick={() => onFold(!folded)}
        >
          <Icon name="sortedDown" />
          {title}
        </button>
        {aside}
      </div>
      <div id={`section-body-${id}`} hidden={folded}>
        {!folded && children}
      </div>
    </section>
  );
}
