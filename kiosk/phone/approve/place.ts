/** The number in a kiosk's own name, '2' of 'kiosk-2'; null for one that is called otherwise. */
export const kioskNumber = (kioskId: string): string | null => /^kiosk-0*(\d+)$/.exec(kioskId)?.[1] ?? null
