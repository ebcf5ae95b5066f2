/** One box of an ISO base media file (ISO/IEC 14496-12): where it starts, where its content starts and where it ends. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/**
 * Lists the boxes that lie side by side in `bytes` from `from` to `to`. Stops at the first one whose size cannot be
 * right. Boxes with a 64-bit size are understood.
 */
export function listBoxes(bytes: Buffer, from = 0, to = bytes.length): Box[] {
  const boxes: Box[] = [];
  let start = from;
  while (start + 8 <= to) {
    const declared = bytes.readUInt32BE(start);
    const long = declared === 1;
    if (long && start + 16 > to) {
      break;
    }
    const size = long ? Number(bytes.readBigUInt64BE(start + 8)) : declared === 0 ? to - start : declared;
    const content = start + (long ? 16 : 8);
    const end = start + size;
    if (end < content || end > to) {
      break;
    }
    boxes.push({ type: bytes.toString('latin1', start + 4, start + 8), start, content, end });
    start = end;
  }
  return boxes;
}

/**
 * Follows a path of box types from the top of the file, for instance `['moov', 'mvhd']`; the first match at each level.
 * `meta` counts as a full box (4 bytes of version and flags before its content), as it is in HEIF and AVIF.
 */
export function findBox(bytes: Buffer, path: readonly string[]): Box | undefined {
  let [from, to] = [0, bytes.length];
  let found: Box | undefined;
  for (const type of path) {
    found = listBoxes(bytes, from, to).find((box) => box.type === type);
    if (found === undefined) {
      return undefined;
    }
    from = found.content + (type === 'meta' ? 4 : 0);
    to = found.end;
  }
  return found;
}
