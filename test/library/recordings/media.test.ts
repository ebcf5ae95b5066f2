import { describeRecordings } from './replay.ts';

describeRecordings('media');
