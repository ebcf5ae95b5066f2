/**
 * Asks the person behind a client, in the way of its protocol era. A call that needs an answer has ended without a change
 * and is made anew with it, so that nothing waits half done. In the 2025 revisions the question is a request to the client
 * while its call is open; since 2026-07-28 it is the call's result, and the client calls again.
 */
import { randomBytes } from 'node:crypto';
import {
  acceptedContent,
  createRequestStateCodec,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  ProtocolError,
  type RequestStateCodec,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { failureResult, type ToolResult } from '../catalog/answer.ts';
import type { CallRequest } from '../catalog/call.ts';
import type { PersonAnswer, PersonSaid, Question } from '../catalog/reviewer.ts';
import { asksInForms, type ClientAbilities, type Era } from './client-capabilities.ts';

/** How long a person may take, in milliseconds. */
export const usualPatience = 10 * 60_000;

/** What of a call depends on the person. */
type Asked = Pick<CallRequest, 'ask' | 'answer'>;

/** A call on a connection, and how to do what takes long outside of it. */
export interface AskingCall {
  readonly era: Era;
  readonly context: ServerContext;
  readonly client: ClientAbilities | undefined;
  readonly patience: number;
  readonly codec: QuestionCodec;
  /** Makes the call, from its beginning. */
  run(asked: Asked): Promise<ToolResult>;
  /** Waits for the client without holding up other calls. */
  wait<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
}

/** The only key of what is asked for. */
const key = 'confirm';

/** What the client sends back with the answer: signed, so that it cannot name another question. */
const stateShape = z.strictObject({ question: z.string() });
export type QuestionCodec = RequestStateCodec<z.output<typeof stateShape>>;

/** Signs and checks what goes to the client and back. Replicas that answer for each other need the same key, of 32 bytes. */
export function questionCodec(key: Uint8Array = randomBytes(32)): QuestionCodec {
  return createRequestStateCodec({
    key,
    ttlSeconds: usualPatience / 1000,
    bind: (context) => context.mcpReq.method,
  });
}

const agreement = z.object({ agree: z.boolean() });

/** Makes the call, asks the person where it needs that, and makes it anew with their answer. */
export async function callAsking(call: AskingCall): Promise<ToolResult | InputRequiredResult> {
  const canAsk = asksInForms(call.client);
  const answer = call.era === 'modern' ? await returnedAnswer(call) : undefined;
  if (answer === 'invalid') return notThisCall;
  const { result, question } = await attempt(call, canAsk, answer);
  if (question === undefined) return result;
  if (call.era === 'modern') return askByResult(question, call);
  const said = await askByRequest(question, call);
  if (said === 'unable') return (await attempt(call, false)).result;
  return (await attempt(call, true, { question: question.id, said })).result;
}

interface Attempt {
  readonly result: ToolResult;
  readonly question: Question | undefined;
}

async function attempt(call: AskingCall, canAsk: boolean, answer?: PersonAnswer): Promise<Attempt> {
  let question: Question | undefined;
  const ask = (wanted: Question) => {
    question = wanted;
  };
  const result = await call.run({ ...(canAsk ? { ask } : {}), ...(answer === undefined ? {} : { answer }) });
  return { result, question };
}

/** What the person gets to see. */
function formOf({ text }: Question): ElicitRequestFormParams {
  return {
    message: text,
    requestedSchema: {
      type: 'object',
      properties: { agree: { type: 'boolean', title: 'Yes, do this' } },
      required: ['agree'],
    },
  };
}

async function askByResult(question: Question, { context, codec }: AskingCall): Promise<InputRequiredResult> {
  return inputRequired({
    inputRequests: { [key]: inputRequired.elicit(formOf(question)) },
    requestState: await codec.mint({ question: question.id }, context),
  });
}

/** The answer that a repeated call brings; undefined for a call that brings none. */
async function returnedAnswer({ context, codec }: AskingCall): Promise<PersonAnswer | 'invalid' | undefined> {
  const { inputResponses, requestState } = context.mcpReq;
  const state = requestState();
  if (state === undefined && inputResponses === undefined) return undefined;
  if (typeof state !== 'string') return 'invalid';
  const read = await codec.verify(state, context).then(
    (payload) => stateShape.safeParse(payload),
    () => undefined,
  );
  if (read?.success !== true) return 'invalid';
  return { question: read.data.question, said: saidIn(inputResponses) };
}

function saidIn(responses: Record<string, unknown> | undefined): PersonSaid {
  const response = inputResponse(responses, key);
  if (response.kind !== 'elicit' || response.action === 'cancel') return 'nothing';
  return acceptedContent(responses, key, agreement)?.agree === true ? 'yes' : 'no';
}

/** `unable`: the client said that it can ask, but cannot. */
async function askByRequest(question: Question, call: AskingCall): Promise<PersonSaid | 'unable'> {
  const params = { ...formOf(question) };
  try {
    const response = await call.wait((signal) =>
      call.context.mcpReq.send(
        { method: 'elicitation/create', params },
        { timeout: call.patience, resetTimeoutOnProgress: false, signal },
      ),
    );
    return saidIn({ [key]: response });
  } catch (error) {
    // What came back is the client's refusal; anything else is a wait that was given up.
    return error instanceof ProtocolError ? 'unable' : 'nothing';
  }
}

const notThisCall = failureResult({
  code: 'refused',
  message: 'Nothing was changed: the answer came too late, or belongs to another call.',
  hint: 'Call again: the person is asked anew.',
});
