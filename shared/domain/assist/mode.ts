/**
 * What a shopper agreed that an associate may do with the draft on the kiosk, from least to most: see it, propose changes
 * that the shopper takes or leaves, or change it with them.
 */
export const ASSIST_MODES = ['view', 'suggest', 'co-edit'] as const
export type AssistMode = (typeof ASSIST_MODES)[number]

/** Whether `agreed` lets somebody do what `needed` names; each mode includes the ones before it. */
export const allows = (agreed: AssistMode | null, needed: AssistMode): boolean =>
  agreed !== null && ASSIST_MODES.indexOf(agreed) >= ASSIST_MODES.indexOf(needed)
