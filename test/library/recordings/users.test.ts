import { describeRecordings } from './replay.ts';

describeRecordings('users');
