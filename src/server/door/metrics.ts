/** Figures for Prometheus. No caller, address, argument or name of a photo is among them. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AuditLine } from '../../catalog/call.ts';

/** What is looked up when the figures are asked for. */
export interface Gauges {
  sessions(): number;
  running(): number;
  waiting(): number;
  connections(): number;
}

export interface Metrics {
  call(line: AuditLine): void;
  /** `allowed`, or why not. */
  signIn(outcome: string): void;
  request(status: number): void;
  /** A connection that found no place. */
  dropped(): void;
  readonly contentType: string;
  text(): Promise<string>;
}

/** Seconds: from a search in memory to the usual deadline of a call. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Begins to count; every figure starts at zero. */
export function openMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const calls = new Counter({
    name: 'albumen_calls_total',
    help: 'Tool calls by tool and outcome.',
    labelNames: ['tool', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'albumen_call_duration_seconds',
    help: 'How long tool calls took, waiting for their turn not counted.',
    labelNames: ['tool'],
    buckets,
    registers,
  });
  const signIns = new Counter({
    name: 'albumen_sign_ins_total',
    help: 'Requests that were signed in, or why they were not.',
    labelNames: ['outcome'],
    registers,
  });
  const requests = new Counter({
    name: 'albumen_http_requests_total',
    help: 'Answered HTTP requests by status.',
    labelNames: ['status'],
    registers,
  });
  const dropped = new Counter({
    name: 'albumen_http_connections_dropped_total',
    help: 'Connections that found no place.',
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) => {
    const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(value()) });
  };
  gauge('albumen_sessions', 'Open sessions of the 2025 revisions of MCP.', gauges.sessions);
  gauge('albumen_calls_running', 'Tool calls that run now.', gauges.running);
  gauge('albumen_calls_waiting', 'Tool calls that wait for their turn.', gauges.waiting);
  gauge('albumen_http_connections', 'Open connections.', gauges.connections);
  return {
    call: ({ tool, outcome, milliseconds }) => {
      calls.inc({ tool, outcome });
      durations.observe({ tool }, milliseconds / 1000);
    },
    signIn: (outcome) => signIns.inc({ outcome }),
    request: (status) => requests.inc({ status: String(status) }),
    dropped: () => dropped.inc(),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
