/** What is asked of Albumen wherever it was installed, and how that is told. */
import { clientKinds, type Target, type TestClient } from '../fixtures/mcp-clients.ts';

/** Connects with each generation of the SDK, and each protocol revision; throws where one does not list the same tools. */
export async function listsTools(target: Target): Promise<string> {
  const counts = new Set<number>();
  for (const kind of clientKinds) {
    const names = await withClient(kind.name, target, async (client) => (await client.list()).map(({ name }) => name));
    if (!names.includes('immich_albums_list')) throw new Error(`${kind.name}: immich_albums_list is not listed`);
    counts.add(names.length);
  }
  if (counts.size !== 1) throw new Error(`clients are told of different tools: ${[...counts].join(', ')}`);
  return `${[...counts].join()} tools to ${clientKinds.length} kinds of clients`;
}

/** Calls a tool; throws where that fails. */
export function callsTool(target: Target, tool: string, args: Record<string, unknown> = {}): Promise<string> {
  const [kind] = clientKinds;
  return withClient(kind?.name ?? '', target, async (client) => {
    const { isError, text } = await client.call(tool, args);
    if (isError) throw new Error(text);
    return text;
  });
}

async function withClient<Value>(
  name: string,
  target: Target,
  use: (client: TestClient) => Promise<Value>,
): Promise<Value> {
  const kind = clientKinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no such client: ${name}`);
  const client = await kind.connect(target);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** Does one thing and tells how it went and how long it took; a failure ends the process with code 1 in the end. */
export async function step(what: string, work: () => Promise<string>): Promise<void> {
  const started = performance.now();
  const outcome = await work().catch((error: unknown) => {
    process.exitCode = 1;
    return `FAILED: ${error instanceof Error ? error.message : String(error)}`;
  });
  process.stdout.write(`${what}: ${outcome} (${((performance.now() - started) / 1000).toFixed(1)} s)\n`);
}

/** Throws with what the program said, unless it ended as it must. */
export function expectSuccess({ code, output }: { readonly code: number | null; readonly output: string }): void {
  if (code !== 0) throw new Error(`exit code ${code}:\n${output}`);
}
