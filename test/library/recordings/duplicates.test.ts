import { describeRecordings } from './replay.ts';

describeRecordings('duplicates');
