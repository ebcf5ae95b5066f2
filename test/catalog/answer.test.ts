/** What goes over the wire, whatever a tool returned. */
import { describe, expect, test } from 'vitest';
import { answerResult, failureResult } from '../../src/catalog/answer.ts';

describe('nothing reaches the model that a person could not see', () => {
  const hidden = 'a\u202eb\u200bc\u{e0041}\u{e0042}d';

  test('in an answer, at any depth', () => {
    const { content, structuredContent } = answerResult({ data: { exifInfo: { description: [hidden] } } });
    expect(structuredContent).toEqual({ exifInfo: { description: ['abcd'] } });
    expect(content).toEqual([{ type: 'text', text: JSON.stringify(structuredContent) }]);
  });

  test('in a caption and in an error', () => {
    const image = { caption: hidden, mimeType: 'image/webp', data: 'AA==' };
    expect(answerResult({ data: {}, images: [image] }).content).toMatchObject([{}, { text: 'abcd' }, {}]);
    expect(failureResult({ code: 'not_found', message: hidden }).content).toEqual([{ type: 'text', text: 'abcd' }]);
  });

  test('but what changes how letters look stays, and so do lines', () => {
    const text = 'क्\u200dष 👩\u200d👧 ❤\ufe0f\nsecond line';
    expect(answerResult({ data: { text } }).structuredContent).toEqual({ text });
  });
});

test('links stand after the object, each with a name that people can see', () => {
  const links = [{ uri: 'https://photos.example/pictures/v1.x', name: 'sea\u202e.jpg' }];
  const { content } = answerResult({ data: { a: 1 }, links });
  expect(content).toEqual([
    { type: 'text', text: '{"a":1}' },
    { type: 'resource_link', uri: 'https://photos.example/pictures/v1.x', name: 'sea.jpg' },
  ]);
});
