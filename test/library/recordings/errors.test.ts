import { describeRecordings } from './replay.ts';

describeRecordings('errors');
