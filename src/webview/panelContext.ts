import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Format } from "./format.ts";
import type { PanelHost } from "./vscodeApi.ts";

export interface PanelServices {
  host: PanelHost;
  format: Format;
}

export const PanelContext = createContext<PanelServices | null>(null);

/** The services that main.tsx made. */
export function usePanel(): PanelServices {
  const services = useContext(PanelContext);
  if (!services) throw new Error("No PanelContext above this component.");
  return services;
}
