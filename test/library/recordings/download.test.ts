import { describeRecordings } from './replay.ts';

describeRecordings('download');
