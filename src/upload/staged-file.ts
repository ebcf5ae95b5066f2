/** Copies a source into Albumen's own folder before it is sent: checked, bounded, and the same bytes when sent again. */
import { createHash, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { failed, type Result, success } from '../catalog/result.ts';
import { nameForContent, safeName } from './file-name.ts';
import { isWebPage, type MediaType, mediaHeadBytes, recogniseMedia } from './media-type.ts';
import { maxSourceBytes, type OpenSource, SourceError } from './source.ts';

/** A checked file, ready to be sent. */
export interface StagedFile {
  /** Read from the disk while it is sent; carries the name. */
  readonly file: File;
  readonly kind: MediaType['kind'];
  /** SHA-1 of the content in hex, which is how libraries tell duplicates. */
  readonly sha1: string;
  readonly modifiedAt: Date | undefined;
  /** Removes the copy. */
  discard(): Promise<void>;
}

export interface StagingOptions {
  /** A folder that only Albumen writes to; made where missing. On a disk, not in memory. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** `maxSourceBytes` unless told. */
  readonly maxBytes?: number;
}

/** Copies that a crash left behind are removed after a day. */
const staleMilliseconds = 86_400_000;

/**
 * Reads `source` to its end (and closes it) into a file of `folder`. Fails, leaving nothing behind, when the content is
 * empty, larger than allowed, or does not begin like a photo or video that libraries take.
 */
export async function stageFile(source: OpenSource, options: StagingOptions): Promise<Result<StagedFile>> {
  const path = join(options.folder, randomUUID());
  try {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await removeStale(options.folder);
    const check = new ContentCheck(options.maxBytes ?? maxSourceBytes);
    // A stream that opens the file by itself may still do so after a failure, when the copy was removed already.
    const output = await open(path, 'wx', 0o600);
    await pipeline(check.through(source.bytes), output.createWriteStream(), { signal: options.signal });
    const { type, sha1 } = check.finish();
    const name = nameForContent(safeName(source.name), type);
    const file = new File([await openAsBlob(path)], name);
    return success({
      file,
      kind: type.kind,
      sha1,
      modifiedAt: source.modifiedAt,
      discard: () => rm(path, { force: true }),
    });
  } catch (error) {
    await rm(path, { force: true });
    return stagingFailure(error, options.signal);
  } finally {
    await source.close();
  }
}

/** Looks at content as it passes: size, checksum, and as soon as the first bytes are there, what it is. */
class ContentCheck {
  readonly #hash = createHash('sha1');
  readonly #maxBytes: number;
  #head: Buffer = Buffer.alloc(0);
  #size = 0;
  #type: MediaType | undefined;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  async *through(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      this.#size += piece.length;
      if (this.#size > this.#maxBytes) throw tooLarge(this.#maxBytes);
      this.#hash.update(piece);
      if (this.#type === undefined) {
        this.#head = Buffer.concat([this.#head, piece]);
        if (this.#head.length >= mediaHeadBytes) this.#recognise();
      }
      yield piece;
    }
    if (this.#type === undefined) this.#recognise();
  }

  /** What was found, after `through` has ended. */
  finish(): { type: MediaType; sha1: string } {
    return { type: this.#type ?? this.#recognise(), sha1: this.#hash.digest('hex') };
  }

  #recognise(): MediaType {
    const head = this.#head.subarray(0, mediaHeadBytes);
    const type = recogniseMedia(head);
    if (type === undefined) throw notMedia(head);
    this.#type = type;
    return type;
  }
}

function tooLarge(maxBytes: number): SourceError {
  return new SourceError({
    code: 'refused',
    message: `The file is larger than the ${Math.floor(maxBytes / 1_000_000)} MB that are taken.`,
  });
}

function notMedia(head: Uint8Array): SourceError {
  if (head.length === 0) return new SourceError({ code: 'invalid_input', message: 'The file is empty.' });
  if (isWebPage(head)) {
    return new SourceError({
      code: 'invalid_input',
      message: 'That is a web page, not a photo or video.',
      hint: 'Give the direct address of the file; a page that needs a login cannot be fetched.',
    });
  }
  return new SourceError({
    code: 'invalid_input',
    message: 'By its content, the file is neither a photo nor a video that can be uploaded.',
  });
}

function stagingFailure(error: unknown, signal: AbortSignal): Result<never> {
  if (error instanceof SourceError) return { ok: false, failure: error.failure };
  if (signal.aborted) return failed('cancelled', 'The upload was cancelled or took too long; nothing was sent.');
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC')
    return failed('unavailable', "The disk of Albumen's data directory is full; nothing was sent.");
  return failed('unavailable', 'The file could not be read to its end; nothing was sent.', 'Try again.');
}

async function removeStale(folder: string): Promise<void> {
  const before = Date.now() - staleMilliseconds;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts !== undefined && facts.mtimeMs < before) await rm(path, { force: true });
  }
}
