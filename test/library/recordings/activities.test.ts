import { describeRecordings } from './replay.ts';

describeRecordings('activities');
