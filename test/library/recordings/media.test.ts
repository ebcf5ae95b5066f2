import { describeRecordings } from './replay.ts';
import { writeSeededFiles } from './seeded-files.ts';

describeRecordings('media', { prepare: (seeded) => writeSeededFiles(seeded, 'media') });
