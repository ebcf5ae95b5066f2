/** Reads a multipart form as a stream: files go to the disk as they arrive, hashed on the way, and are never held in memory. */
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { ApiError, badRequest } from './errors.ts';

export interface ReceivedFile {
  /** In the incoming folder; whoever takes it in moves it from there. */
  tempPath: string;
  /** The client's name for it, without any folder. */
  fileName: string;
  bytes: number;
  /** SHA-1 in base64: Immich's form of a checksum. */
  checksum: string;
}

export interface ReceivedForm {
  fields: Record<string, string>;
  files: Map<string, ReceivedFile>;
  /** Removes the files that nobody took in. */
  discard(): Promise<void>;
}

export interface FormLimits {
  incomingDir: string;
  /** The fields that may carry a file; others are read and dropped. */
  fileFields: readonly string[];
  maxFileBytes: number;
}

const maxFieldBytes = 1024 * 1024;
const maxParts = 50;

/** A client's file name as a plain label: no folders, no control characters, at most 255 characters. */
export function plainFileName(name: string): string {
  const label = basename(name.replaceAll('\\', '/'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed.
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .trim();
  return label.length <= 255 ? label : label.slice(-255);
}

async function receiveFile(stream: BusboyFileStream, fileName: string, file: WriteStream): Promise<ReceivedFile> {
  const hash = createHash('sha1');
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  // At once, and not after the rest of the file.
  stream.once('limit', () => stream.destroy(new ApiError(413, { message: 'File too large' })));
  await pipeline(stream, count, file);
  return { tempPath: String(file.path), fileName: plainFileName(fileName), bytes, checksum: hash.digest('base64') };
}

function parser(request: Request, { maxFileBytes }: FormLimits) {
  try {
    return new Busboy({
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      limits: { fileSize: maxFileBytes, fieldSize: maxFieldBytes, parts: maxParts },
    });
  } catch {
    throw badRequest('Multipart: Boundary not found');
  }
}

/** A full disk or a folder that cannot be written is our failure, not the form's. */
function isDiskFailure(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/**
 * Receives the whole form. Throws 400 for a form that is malformed or ends early and 413 for a file above the limit; then
 * nothing is left on the disk. Otherwise `discard` has to be called in the end.
 */
export async function receiveForm(request: Request, limits: FormLimits): Promise<ReceivedForm> {
  await mkdir(limits.incomingDir, { recursive: true, mode: 0o700 });
  const form = parser(request, limits);
  const fields: Record<string, string> = Object.create(null);
  const files = new Map<string, ReceivedFile>();
  const paths: string[] = [];
  // Each takes the first file only: another would take its place whenever it arrives.
  const free = new Set(limits.fileFields);
  const receiving: Promise<void>[] = [];
  const closing: Promise<void>[] = [];
  const streams: BusboyFileStream[] = [];
  const discard = async () => {
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  };
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (field, stream, fileName) => {
    if (!free.delete(field)) {
      stream.resume();
      return;
    }
    const tempPath = join(limits.incomingDir, randomUUID());
    paths.push(tempPath);
    const file = createWriteStream(tempPath, { flags: 'wx', mode: 0o600 });
    closing.push(new Promise<void>((resolve) => file.once('close', resolve)));
    const received = receiveFile(stream, fileName ?? '', file).then((whole) => void files.set(field, whole));
    // One file that fails ends the whole form, whose pipeline then rejects.
    received.catch((error: Error) => form.destroy(error));
    receiving.push(received);
    streams.push(stream);
  });
  try {
    const body = request.body === null ? Readable.from([]) : Readable.from(request.body);
    await pipeline(body, form);
    await Promise.all(receiving);
  } catch (error) {
    // A form that ends in the middle of a file does not end the file.
    for (const stream of streams) stream.destroy();
    await Promise.allSettled(receiving);
    // A file that is still being opened would come into being after it was cleared away.
    await Promise.all(closing);
    await discard();
    if (error instanceof ApiError || isDiskFailure(error)) throw error;
    throw badRequest('Multipart: the form is malformed or incomplete');
  }
  return { fields, files, discard };
}
