/** `albumen tour`. */
export async function tour(_options: Record<string, string | boolean>): Promise<void> {
  await Promise.resolve();
}
