/** Holds the conversations of docs/examples.md with the built program, and writes the page and its pictures. Needs ffmpeg. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { findFfmpeg } from '../src/ffmpeg/find-ffmpeg.ts';
import { holdConversations } from './conversations/all.ts';
import { openStage } from './conversations/stage.ts';
import { pictureName, writePage } from './conversations/write.ts';

if ((await findFfmpeg(process.env.PATH ?? '')) === null)
  throw new Error('ffmpeg has to be in the PATH: one example is about a video');
const stage = await openStage();
try {
  const conversations = await holdConversations(stage);
  writeFileSync('docs/examples.md', writePage(conversations, dirname(stage.photos)));
  for (const [number, { lines }] of conversations.entries()) {
    const pictures = lines.flatMap((line) => ('calls' in line ? line.answer.pictures : []));
    for (const [position, picture] of pictures.entries()) {
      const smaller = sharp(picture).resize({ width: 900, height: 900, fit: 'inside', withoutEnlargement: true });
      await smaller.webp({ quality: 70 }).toFile(join('docs/images', pictureName(number, position)));
    }
  }
} finally {
  await stage.close();
}
process.stdout.write('wrote docs/examples.md and its pictures\n');
