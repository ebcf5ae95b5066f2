/** `albumen serve`. */
export async function serve(_options: Record<string, string | boolean>): Promise<void> {
  await Promise.resolve();
}
