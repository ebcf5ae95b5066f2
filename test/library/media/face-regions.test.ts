import { describe, expect, test } from 'vitest';
import { readPhotoFacts } from '../../../src/library/media/photo-facts.ts';
import { jpegBytes, type RegionFacts, type XmpFacts, xmpPacket } from '../../fixtures/images.ts';

const nothing = Buffer.alloc(0);

function facesOf(facts: XmpFacts) {
  return readPhotoFacts(nothing, Buffer.from(xmpPacket(facts))).faces;
}

function namesOf(facts: XmpFacts): string[] {
  return facesOf(facts).map(({ name }) => name);
}

const ann: RegionFacts = { name: 'Ann', area: [0.5, 0.4, 0.2, 0.1] };

describe('the faces that a file names', () => {
  test('are its regions, from their upper left corner, with the size that they were measured in', () => {
    const [face] = facesOf({ regions: [ann], appliedTo: [4288, 2848] });
    expect(face).toEqual({
      name: 'Ann',
      left: expect.closeTo(0.4),
      top: expect.closeTo(0.35),
      width: expect.closeTo(0.2),
      height: expect.closeTo(0.1),
      appliedTo: { width: 4288, height: 2848 },
    });
  });

  test('are Microsoft’s regions too', () => {
    const microsoftRegions = [{ name: 'Bob', rectangle: '0.1, 0.2, 0.3, 0.4' }, { rectangle: '0.5, 0.5, 0.1, 0.1' }];
    const place = { left: 0.1, top: 0.2, width: expect.closeTo(0.3), height: expect.closeTo(0.4) };
    expect(facesOf({ microsoftRegions })).toEqual([{ name: 'Bob', ...place, appliedTo: null }]);
  });

  test('count once where a program wrote both kinds, whatever the case of the name', () => {
    const microsoftRegions = [
      { name: 'ANN', rectangle: '0.1, 0.2, 0.3, 0.4' },
      { name: 'Bob', rectangle: '0.6, 0.2, 0.3, 0.4' },
    ];
    expect(namesOf({ regions: [ann], microsoftRegions })).toEqual(['Ann', 'Bob']);
  });

  test('are read out of the picture itself, unless the file beside it names some', async () => {
    const picture = await jpegBytes({ xmp: xmpPacket({ regions: [ann] }) });
    const beside = Buffer.from(xmpPacket({ regions: [{ ...ann, name: 'Anna' }] }));
    const names = (sidecar: Buffer | null) => readPhotoFacts(picture, sidecar).faces.map(({ name }) => name);
    expect(names(null)).toEqual(['Ann']);
    expect(names(Buffer.from(xmpPacket({ rating: 3 })))).toEqual(['Ann']);
    expect(names(beside)).toEqual(['Anna']);
  });

  test('have trimmed names in one form, without control characters, of bounded length', () => {
    const named = (name: string) => namesOf({ regions: [{ ...ann, name }] });
    expect(named('  Zoe\u0308 \u0007 ')).toEqual(['Zoë']);
    expect(named('x'.repeat(5000))[0]).toHaveLength(255);
    expect(named('   ')).toEqual([]);
  });

  test('may lie in the open where a program measured in no known size', () => {
    expect(facesOf({ regions: [ann], appliedTo: null })).toMatchObject([{ name: 'Ann', appliedTo: null }]);
    expect(facesOf({ regions: [ann], appliedTo: [0, -4] })).toMatchObject([{ appliedTo: null }]);
  });

  test('are cut off at the edge of the picture, over which rounding may reach', () => {
    const [face] = facesOf({ regions: [{ name: 'Ann', area: [0.95, 0.5, 0.105, 0.2] }] });
    expect((face?.left ?? 0) + (face?.width ?? 0)).toBeCloseTo(1);
    expect(face?.left).toBeCloseTo(0.8975);
  });
});

describe('no face', () => {
  test.each<[string, RegionFacts]>([
    ['a pet', { ...ann, type: 'Pet' }],
    ['a focus point', { ...ann, type: 'Focus' }],
    ['one in pixels', { ...ann, unit: 'pixel' }],
    ['one without a name', { area: ann.area }],
    ['one that is no number', { ...ann, area: ['NaN', 0.4, 0.2, 0.1] }],
    ['one without a width', { ...ann, area: [0.5, 0.4, '', 0.1] }],
    ['an infinite one', { ...ann, area: [0.5, 0.4, 'Infinity', 0.1] }],
    ['one outside', { ...ann, area: [1.5, 0.4, 0.2, 0.1] }],
    ['a negative place', { ...ann, area: [-0.5, 0.4, 0.2, 0.1] }],
    ['one larger than the picture', { ...ann, area: [0.5, 0.5, 7, 0.1] }],
    ['one of no size', { ...ann, area: [0.5, 0.5, 0, 0.1] }],
    ['one turned inside out', { ...ann, area: [0.5, 0.5, -0.2, 0.1] }],
  ])('is %s', (_, region) => {
    expect(facesOf({ regions: [region] })).toEqual([]);
  });

  test.each(['', '0.1, 0.2, 0.3', '0.1, 0.2, 0.3, 0.4, 0.5', 'a, b, c, d', '0.1, 0.2, 3, 4', '-1, 0, 0.5, 0.5'])(
    'is Microsoft’s rectangle %j',
    (rectangle) => {
      expect(facesOf({ microsoftRegions: [{ name: 'Ann', rectangle }] })).toEqual([]);
    },
  );

  test('is in a list of thousands', () => {
    const regions = Array.from({ length: 5000 }, (_, number) => ({ ...ann, name: `Person ${number}` }));
    expect(facesOf({ regions })).toEqual([]);
  });
});
