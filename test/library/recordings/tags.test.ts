import { describeRecordings } from './replay.ts';

describeRecordings('tags');
