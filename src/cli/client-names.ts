/** Clients that `albumen setup` knows. */

export const clientNames = ['claude-desktop', 'claude-code', 'vscode', 'cursor', 'lm-studio', 'open-webui'] as const;
export type ClientName = (typeof clientNames)[number];
