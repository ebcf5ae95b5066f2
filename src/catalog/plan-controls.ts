/** What every changing tool takes beside its own arguments: whether it only previews, and which preview was agreed to. */
import * as z from 'zod';
import type { BoundTool } from './binding.ts';
import type { ConfirmPolicy } from './reviewer.ts';

/** Of what previews first: always listed. */
export const previewControls = z.strictObject({
  dry_run: z.boolean().default(true).describe('false acts'),
  plan_id: z.string().optional().describe('From preview'),
});

/** Of what acts at once: taken, and listed only where a change may need a preview, to save tokens. */
export const plainControls = z.strictObject({
  dry_run: z.boolean().default(false).describe('true only previews'),
  plan_id: z.string().optional().describe('From preview'),
});

/** True where any change may be refused until it was previewed. */
function asksForPlans(policy: ConfirmPolicy): boolean {
  return policy === 'always' || policy === 'ask';
}

/**
 * The tools as they are listed under this policy: hosts that drop arguments which a schema does not list could agree to
 * nothing otherwise.
 */
export function listingControls(tools: readonly BoundTool[], policy: ConfirmPolicy): readonly BoundTool[] {
  if (!asksForPlans(policy)) return tools;
  return tools.map((tool) =>
    tool.effect === 'read' || 'plan_id' in tool.input.shape
      ? tool
      : { ...tool, input: z.strictObject({ ...tool.input.shape, ...plainControls.shape }) },
  );
}
