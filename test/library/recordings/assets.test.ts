import { describeRecordings } from './replay.ts';

describeRecordings('assets');
