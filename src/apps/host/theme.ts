/** Makes a page look like the host around it. */
import type { HostContext } from './messages.ts';

/** Light or dark as the host is, else as the system is; colours and fonts of the host where it tells them. */
export function applyTheme({ theme, variables }: HostContext): void {
  const root = document.documentElement;
  if (theme !== undefined) root.dataset.theme = theme;
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
}
