/** Where conversations take place: the sample library, the built program, and real MCP clients. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client, ProtocolError, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { writeSamplePhotos } from '../../src/samples/write.ts';
import type { Ask } from './talk.ts';

const run = promisify(execFile);
const program = resolve('dist/albumen.js');

export interface Stage {
  readonly dataDir: string;
  readonly photos: string;
  /** A client that starts the program itself. */
  atHome(): Promise<Ask>;
  /** A client of the HTTP server of the same library, registered with this role. */
  overHttp(name: string, role: string): Promise<Ask>;
  /** `albumen review`: the address of its window, which works once, and how to end it. */
  review(): Promise<{ readonly address: string; end(): Promise<unknown> }>;
  close(): Promise<void>;
}

/** Makes the sample photos and indexes them. Needs the built program. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'albumen-conversations-'));
  const dataDir = join(folder, 'data');
  const photos = join(folder, 'Pictures');
  await mkdir(photos);
  await writeSamplePhotos(photos);
  const env = { PATH: process.env.PATH ?? '', HOME: folder, ALBUMEN_DATA_DIR: dataDir, ALBUMEN_PORT: '0' };
  const albumen = (...args: string[]) => run(process.execPath, [program, ...args], { env });
  await albumen('library', 'add', photos);
  const clients: Client[] = [];
  let server: { readonly process: ChildProcess; readonly url: string } | undefined;

  const connected = async (transport: StdioClientTransport | StreamableHTTPClientTransport): Promise<Ask> => {
    const client = new Client({ name: 'conversations', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await client.connect(transport);
    clients.push(client);
    return askOf(client);
  };
  return {
    dataDir,
    photos,
    atHome: () =>
      connected(
        new StdioClientTransport({ command: process.execPath, args: [program, 'serve'], env, stderr: 'ignore' }),
      ),
    overHttp: async (name, role) => {
      const { stdout } = await albumen('clients', 'add', '--name', name, '--role', role, '--scope', 'mcp', '--json');
      const bearer = /"bearer": "([\w.]+)"/.exec(stdout)?.[1] ?? '';
      server ??= await startServer(env);
      const requestInit = { headers: { authorization: `Bearer ${bearer}` } };
      return connected(new StreamableHTTPClientTransport(new URL(server.url), { requestInit }));
    },
    review: async () => {
      const child = spawn(process.execPath, [program, 'review', '--no-open'], {
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = new Promise((done) => child.once('close', done));
      const address = await new Promise<string>((found) => {
        child.stdout.setEncoding('utf8').once('data', (text: string) => found(text.trim()));
      });
      return {
        address,
        end: () => {
          child.kill('SIGINT');
          return ended;
        },
      };
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
      if (server !== undefined) {
        const ended = new Promise((done) => server?.process.once('close', done));
        server.process.kill('SIGTERM');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(env: Record<string, string>): Promise<{ process: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [program, 'serve', '--transport', 'streamable-http'], { env });
  let told = '';
  const url = await new Promise<string>((found, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      const [, address] = /listens on (\S+)\n/.exec(told) ?? [];
      if (address !== undefined) found(address);
    });
    child.once('close', () => reject(new Error(`the server ended: ${told}`)));
  });
  return { process: child, url };
}

function askOf(client: Client): Ask {
  return async (name, args) => {
    const result = await client.callTool({ name, arguments: args }).catch(refusalOf);
    if (typeof result === 'string') return { isError: true, text: result, data: {}, pictures: [] };
    const { content, structuredContent, isError } = result;
    const [first] = content;
    return {
      isError: isError === true,
      text: first?.type === 'text' ? first.text : '',
      data: typeof structuredContent === 'object' && structuredContent !== null ? { ...structuredContent } : {},
      pictures: content.flatMap((block) => (block.type === 'image' ? [Buffer.from(block.data, 'base64')] : [])),
    };
  };
}

/** What is not there for a client is an error of the protocol, with words. */
function refusalOf(error: unknown): string {
  if (error instanceof ProtocolError) return error.message;
  throw error;
}
