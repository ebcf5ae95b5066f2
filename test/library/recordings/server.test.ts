import { describeRecordings } from './replay.ts';

describeRecordings('server');
