import { describeRecordings } from './replay.ts';

describeRecordings('upload');
