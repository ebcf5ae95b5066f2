import { describe, expect, it } from 'vitest';
import { photoManagerNames, unknownTools } from '../../scripts/docs/moving-over.ts';
import { immichPhotoManager } from '../../src/immich/names/immich-photo-manager.ts';

describe('the tables for those who move over', () => {
  it('name tools that there are', () => {
    expect(unknownTools()).toEqual([]);
  });

  it('have each tool of immich-photo-manager once, as many as its version 2.0.13 has', () => {
    const names = photoManagerNames();
    expect(names.length).toBe(94);
    expect(new Set(names).size).toBe(94);
  });

  it('have every tool that can be called by its old name', () => {
    const names = photoManagerNames();
    expect(immichPhotoManager.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
  });
});
