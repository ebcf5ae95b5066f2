import { describeRecordings } from './replay.ts';

describeRecordings('albums');
