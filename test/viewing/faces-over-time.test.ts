import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failed, success } from '../../src/catalog/result.ts';
import type { Region, SeenAsset } from '../../src/viewing/eyes.ts';
import { facesOverTime, farApart, type Sighting, type Sightings } from '../../src/viewing/faces-over-time.ts';

const day = 86_400_000;

function sighting(id: string, at: number): Sighting {
  const asset: SeenAsset = {
    ...{ id, file: `${id}.jpg`, taken: undefined, isVideo: false, seconds: undefined, version: id },
    size: { width: 1000, height: 1000 },
  };
  return { asset, at };
}

const clear: Region = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };

/** A library that has these, with the face of each where `boxOf` says. */
function library(all: readonly Sighting[], boxOf: (id: string) => Region | undefined = () => clear) {
  const asked: string[] = [];
  const sightings: Sightings = {
    find: async (order, most, between) => {
      const inside = all.filter(({ at }) => between === undefined || (at >= between.from && at <= between.to));
      const sorted = inside.toSorted((one, other) => one.at - other.at);
      return success((order === 'oldest' ? sorted : sorted.reverse()).slice(0, most));
    },
    faceIn: async ({ id }) => {
      asked.push(id);
      return success(boxOf(id));
    },
  };
  return { sightings, asked };
}

async function chosen(sightings: Sightings, most: number): Promise<string[]> {
  const faces = await facesOverTime(sightings, most);
  if (!faces.ok) throw new Error(faces.failure.message);
  return faces.value.map(({ asset }) => asset.id);
}

const yearsOf = (ids: readonly string[]) => ids.map((id) => id.slice(0, 4));

/** So many in each of these years. */
function inYears(counts: Readonly<Record<number, number>>): Sighting[] {
  return Object.entries(counts).flatMap(([year, count]) =>
    Array.from({ length: count }, (_, at) => sighting(`${year}-${at}`, Date.UTC(Number(year), 0, 1) + at * day)),
  );
}

describe('the faces of a person', () => {
  it('are spread over the years, however many photos there are of each, from the oldest to the newest', async () => {
    const { sightings } = library(inYears({ 2005: 2, 2010: 3, 2015: 1, 2020: 300, 2025: 200 }));
    const ids = await chosen(sightings, 5);
    expect(yearsOf(ids)).toEqual(['2005', '2010', '2015', '2020', '2025']);
  });

  it('are all there are, where there are no more than were asked for', async () => {
    const { sightings } = library(inYears({ 2005: 2, 2020: 1 }));
    expect(await chosen(sightings, 6)).toEqual(['2005-0', '2005-1', '2020-0']);
    expect(await chosen(library([]).sightings, 6)).toEqual([]);
  });

  it('are still spread over the years of most photos where a camera had no clock', async () => {
    const { sightings } = library(inYears({ 1970: 1, 2018: 90, 2020: 90, 2022: 90, 2024: 90 }));
    expect(new Set(yearsOf(await chosen(sightings, 6))).size).toBeGreaterThanOrEqual(4);
  });

  it('are taken from other photos where one does not say where the face is', async () => {
    const { sightings, asked } = library(inYears({ 2005: 1, 2010: 1, 2015: 1 }), (id) =>
      id.startsWith('2015') ? undefined : clear,
    );
    expect(await chosen(sightings, 2)).toEqual(['2005-0', '2010-0']);
    expect(asked).toHaveLength(3);
  });

  it('are only those of a few pixels where there are no better ones', async () => {
    const tiny = { x: 0.5, y: 0.5, width: 0.02, height: 0.03 };
    const { sightings } = library(inYears({ 2005: 1, 2010: 1, 2015: 1 }), (id) =>
      id.startsWith('2005') ? tiny : clear,
    );
    expect(await chosen(sightings, 2)).toEqual(['2010-0', '2015-0']);
    expect(await chosen(sightings, 3)).toEqual(['2005-0', '2010-0', '2015-0']);
  });

  it('are not looked for on and on where photos do not say where they are', async () => {
    const { sightings, asked } = library(inYears({ 2005: 40, 2010: 40, 2015: 40 }), () => undefined);
    expect(await chosen(sightings, 4)).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  it('fail where the library does', async () => {
    const broken = failed('unavailable', 'down');
    const { sightings } = library(inYears({ 2005: 40 }));
    for (const part of [{ find: async () => broken }, { faceIn: async () => broken }]) {
      expect(await facesOverTime({ ...sightings, ...part }, 3)).toEqual(broken);
    }
  });

  it('leave out a photo of which nobody knows when it was taken', async () => {
    const { sightings } = library([sighting('never', Number.NaN), sighting('once', 0)]);
    expect(await chosen(sightings, 3)).toEqual(['once']);
  });
});

describe('an order in which things are far apart', () => {
  const times = fc.array(
    fc.integer({ min: 0, max: 1000 }).map((at) => ({ at })),
    { maxLength: 30 },
  );

  it('has all of them once', () => {
    fc.assert(
      fc.property(times, (items) => {
        const ordered = farApart(items);
        expect(new Set(ordered)).toEqual(new Set(items));
        expect(ordered).toHaveLength(items.length);
      }),
    );
  });

  it('begins with the newest and the oldest, and never puts one where another is farther from all before', () => {
    fc.assert(
      fc.property(times, (items) => {
        const ordered = farApart(items).map(({ at }) => at);
        const gap = (at: number, before: readonly number[]) => Math.min(...before.map((other) => Math.abs(other - at)));
        if (ordered[0] !== undefined) expect(ordered[0]).toBe(Math.max(...ordered));
        if (ordered[1] !== undefined) expect(ordered[1]).toBe(Math.min(...ordered));
        for (const [place, at] of ordered.entries()) {
          const before = ordered.slice(0, place);
          const best = Math.max(...ordered.slice(place).map((other) => gap(other, before)));
          expect(gap(at, before)).toBe(best);
        }
      }),
    );
  });
});
