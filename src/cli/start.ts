#!/usr/bin/env node
/** The first file of the program. All else is loaded only where Node is new enough for it, so that an old one gets a sentence. */
import { tooOld } from './node-release.ts';

const problem = tooOld(process.versions.node, process.execPath);
if (problem === undefined) await import('./albumen.ts');
else {
  process.stderr.write(`albumen: ${problem}\n`);
  process.exitCode = 1;
}
