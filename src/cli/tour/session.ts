/** The tour's conversation: the real server as a child process, and a real MCP client that talks to it over stdio. */
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { productName, version } from '../../version.ts';
import { thisScript } from '../program.ts';

/** A picture as the model received it, with the caption before it. */
export interface SeenPicture {
  readonly caption: string;
  readonly data: Buffer;
}

/** What one tool call gave. */
export interface Reply {
  readonly isError: boolean;
  /** The first text block: for an answer one JSON object, for an error a sentence. */
  readonly text: string;
  /** The same object, or an empty one after an error. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly pictures: readonly SeenPicture[];
  readonly milliseconds: number;
}

export interface TourSession {
  readonly serverName: string;
  readonly tools: readonly { name: string; annotations?: { readOnlyHint?: boolean | undefined } | undefined }[];
  call(tool: string, args?: Record<string, unknown>): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts `albumen serve` over the library in `dataDir` and connects. Rejects when the server does not answer. */
export async function startSession(dataDir: string): Promise<TourSession> {
  const { command, script } = thisScript();
  const client = new Client({ name: `${productName}-tour`, version }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StdioClientTransport({
      command,
      args: [script, 'serve', '--data-dir', dataDir],
      env: environmentWithoutLibraries(),
      stderr: 'ignore',
    }),
  );
  const { tools } = await client.listTools();
  return {
    serverName: `${client.getServerVersion()?.name ?? productName} ${client.getServerVersion()?.version ?? version}`,
    tools,
    call: (tool, args = {}) => callTool(client, tool, args),
    close: () => client.close(),
  };
}

/** The tour always shows the local library, whatever this shell is set up for. */
function environmentWithoutLibraries(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !/^(IMMICH|PHOTOPRISM|ALBUMEN)_/.test(name));
  return Object.fromEntries(kept.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

async function callTool(client: Client, name: string, args: Record<string, unknown>): Promise<Reply> {
  const started = performance.now();
  const result = await client.callTool({ name, arguments: args });
  const milliseconds = performance.now() - started;
  const pictures: SeenPicture[] = [];
  let lastText = '';
  for (const block of result.content) {
    if (block.type === 'text') lastText = block.text;
    if (block.type === 'image') pictures.push({ caption: lastText, data: Buffer.from(block.data, 'base64') });
  }
  const first = result.content[0];
  return {
    isError: result.isError === true,
    text: first?.type === 'text' ? first.text : '',
    data: objectOf(result.structuredContent),
    pictures,
    milliseconds,
  };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
