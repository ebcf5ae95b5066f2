import { describeRecordings } from './replay.ts';

describeRecordings('faces');
