import { describeRecordings } from './replay.ts';
import { writeSeededFiles } from './seeded-files.ts';

describeRecordings('people', { prepare: (seeded) => writeSeededFiles(seeded, 'people') });
