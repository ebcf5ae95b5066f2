import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SeenAsset } from '../../../src/viewing/eyes.ts';
import { longestSide, mostPixels } from '../../../src/viewing/picture-cost.ts';
import { type DrawnSheet, drawSheet, type SheetEntry } from '../../../src/viewing/sheet/draw-sheet.ts';
import { layoutSheet } from '../../../src/viewing/sheet/layout.ts';
import { jpegBytes } from '../../fixtures/images.ts';

const asset: SeenAsset = {
  id: 'a',
  file: 'a.jpg',
  taken: undefined,
  isVideo: false,
  seconds: undefined,
  size: { width: 400, height: 300 },
  version: '1',
};

async function plain(colour: string, width = 400, height = 300): Promise<SheetEntry['picture']> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();
  return { mimeType: 'image/png', bytes: new Uint8Array(bytes) };
}

/** Brightness of every pixel of a part of the sheet, from 0 to 255. */
async function lights({ sheet }: DrawnSheet, part: { left: number; top: number; width: number; height: number }) {
  return [...(await sharp(sheet.bytes).extract(part).greyscale().raw().toBuffer())];
}

const greys = ['#fff', '#000', '#808080', '#fff', '#000', '#808080'];
let entries: SheetEntry[];
beforeAll(async () => {
  const pictures = await Promise.all(greys.map((colour) => plain(colour)));
  entries = pictures.map((picture, at) => ({ number: at + 1, asset, picture }));
});

const cellsOf = (count: number) =>
  layoutSheet(Array.from({ length: count }, () => ({ width: 400, height: 300 }))).cells;
const cornerOf = (at: number, count = 6) => {
  const { left = 0, top = 0 } = cellsOf(count)[at] ?? {};
  return { left: left + 1, top: top + 1, width: 22, height: 26 };
};

describe('a contact sheet', () => {
  test('is one JPEG within the bounds of what a model looks at', async () => {
    const { sheet } = await drawSheet(entries);
    const facts = await sharp(sheet.bytes).metadata();
    expect(facts).toMatchObject({ format: 'jpeg', width: sheet.width, height: sheet.height });
    expect(Math.max(sheet.width, sheet.height)).toBeLessThanOrEqual(longestSide);
    expect(sheet.width * sheet.height).toBeLessThanOrEqual(mostPixels);
  });

  test.each([0, 1, 2])('has a number on picture %i that is read on light and on dark: white on black', async (at) => {
    const corner = await lights(await drawSheet(entries), cornerOf(at));
    expect(Math.max(...corner)).toBeGreaterThan(220);
    expect(corner.filter((light) => light < 40).length).toBeGreaterThan(corner.length / 4);
  });

  test('numbers every picture otherwise', async () => {
    const drawn = await drawSheet(entries.map((entry) => ({ ...entry, picture: entries[0]?.picture })));
    const corners = await Promise.all(entries.map((_, at) => lights(drawn, cornerOf(at))));
    expect(new Set(corners.map(String)).size).toBe(6);
  });

  test('shows each picture in its own cell, to the edges', async () => {
    const drawn = await drawSheet(entries);
    for (const [at, light] of [255, 0, 128].entries()) {
      const { left = 0, top = 0, width = 0, height = 0 } = cellsOf(6)[at] ?? {};
      const [middle = -1] = await lights(drawn, {
        left: left + (width >> 1),
        top: top + (height >> 1),
        width: 1,
        height: 1,
      });
      const [edge = -1] = await lights(drawn, { left: left + width - 5, top: top + height - 5, width: 1, height: 1 });
      expect(Math.abs(middle - light)).toBeLessThan(12);
      expect(Math.abs(edge - light)).toBeLessThan(12);
    }
  });

  test('marks a video in its lower corner, with its length', async () => {
    const video = { ...asset, isVideo: true };
    const cornerWith = async (seconds: number | undefined) => {
      const drawn = await drawSheet(entries.map((entry) => ({ ...entry, asset: { ...video, seconds } })));
      const { left = 0, top = 0, height = 0 } = cellsOf(6)[2] ?? {};
      return lights(drawn, { left: left + 1, top: top + height - 25, width: 90, height: 24 });
    };
    const [still, short, long] = await Promise.all([undefined, 12, 3723].map(cornerWith));
    expect(new Set([still, short, long].map(String)).size).toBe(3);
    expect(Math.max(...(short ?? []))).toBeGreaterThan(220);
  });

  test('leaves the cell of a picture that is not there, or is broken, empty but numbered, and says which was broken', async () => {
    const bytes = new Uint8Array((await jpegBytes({ width: 400, height: 300 })).subarray(0, 2000));
    const mixed = entries.map((entry, at) => {
      if (at === 1) return { ...entry, picture: undefined };
      return at === 4 ? { ...entry, picture: { mimeType: 'image/jpeg', bytes } } : entry;
    });
    const drawn = await drawSheet(mixed);
    expect([...drawn.broken]).toEqual([5]);
    const { left = 0, top = 0, width = 0, height = 0 } = cellsOf(6)[1] ?? {};
    const inside = await lights(drawn, { left: left + width - 30, top: top + height - 30, width: 10, height: 10 });
    expect(Math.min(...inside)).toBeGreaterThan(190);
    expect(Math.max(...(await lights(drawn, cornerOf(1))))).toBeGreaterThan(220);
  });

  test('turns a picture upright that lies on its side', async () => {
    const upright = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#000' } })
      .composite([
        { input: { create: { width: 400, height: 60, channels: 3, background: '#fff' } }, left: 0, top: 240 },
      ])
      .png()
      .toBuffer();
    const lying = await sharp(upright).rotate(270).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const drawn = await drawSheet([
      { number: 1, asset, picture: { mimeType: 'image/jpeg', bytes: new Uint8Array(lying) } },
    ]);
    expect(drawn.sheet.width).toBeGreaterThan(drawn.sheet.height);
    const [bottom = 0] = await lights(drawn, { left: 200, top: drawn.sheet.height - 30, width: 1, height: 1 });
    expect(bottom).toBeGreaterThan(220);
  });
});
