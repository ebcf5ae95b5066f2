import { expect, test } from 'vitest';
import { foldText } from '../../../src/library/store/fold-text.ts';

test.each([
  ['Été à PARIS (1).JPG', 'ete a paris (1).jpg'],
  ['Été', 'ete'],
  ['Straße, Ærø, Łódź', 'strasse, aero, lodz'],
  ['スクリーンショット ガ', 'スクリーンショット ガ'],
  ['100%_done\\', '100%_done\\'],
  ['', ''],
])('%j folds to %j', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});
