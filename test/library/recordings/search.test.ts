import { describeRecordings } from './replay.ts';

describeRecordings('search');
