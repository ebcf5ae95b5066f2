import { describeRecordings } from './replay.ts';

describeRecordings('timeline');
