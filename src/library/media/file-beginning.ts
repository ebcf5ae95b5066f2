/** The first bytes of a file. */
import { open } from 'node:fs/promises';

/** Reads up to `length` bytes from the start of a file. Rejects with the file system's error. */
export async function readBeginning(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
