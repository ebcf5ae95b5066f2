import { describe, expect, test } from 'vitest';
import { readFileName } from '../../../src/immich/duplicates/file-stem.ts';

describe('a file name', () => {
  test.each([
    ['IMG_1234.JPG', 'img_1234'],
    ['IMG_1234.CR2.jpg', 'img_1234'],
    ['IMG_1234 (1).jpg', 'img_1234'],
    ['IMG_1234 - Copy (2).jpg', 'img_1234'],
    ['IMG_1234 (small).webp', 'img_1234'],
    ['Screenshot at 09.00.00 copy.png', 'screenshot at 09.00.00'],
    ['PXL_20230614_101233.RAW-01.COVER.jpg', 'pxl_20230614_101233'],
    ['PXL_20230614_101233.RAW-02.ORIGINAL.dng', 'pxl_20230614_101233'],
    ['credit.jpg', 'credit'],
    ['.jpg', ''],
  ])('%s is of the shot %j, unedited', (name, stem) => {
    expect(readFileName(name)).toMatchObject({ stem, edited: false });
  });

  test.each([
    ['IMG_1234-edited.jpg', 'img_1234'],
    ['IMG_1234-Edit-2.tif', 'img_1234'],
    ['IMG_1234_bearbeitet.jpg', 'img_1234'],
    ['IMG_1234-modifié.jpg', 'img_1234'],
    ['IMG_1234-編集済み.jpg', 'img_1234'],
    ['IMG_1234(edited) (1).jpg', 'img_1234'],
    ['IMG_1234-edited (1)-edited.jpg', 'img_1234'],
    ['PXL_20230614_101233~2.jpg', 'pxl_20230614_101233'],
    ['20230614_101233_edit_5566.jpg', '20230614_101233'],
    ['DSC01234-Enhanced-NR.dng', 'dsc01234'],
    ['IMG_E1234.HEIC', 'img_1234'],
    ['DUP6_IMG_E1234.jpg', 'dup6_img_1234'],
  ])('%s is an edited copy of the shot %j', (name, stem) => {
    expect(readFileName(name)).toMatchObject({ stem, edited: true });
  });

  test('tells its last number, and the series that it counts in', () => {
    expect(readFileName('DSC_0041.JPG').counter).toEqual({ series: 'dsc_#', number: 41 });
    expect(readFileName('holiday.jpg').counter).toBeUndefined();
  });

  test('of any length is read in no time', () => {
    expect(readFileName(`${'-edited'.repeat(50_000)}.jpg`).stem.length).toBeLessThan(301);
  });
});
