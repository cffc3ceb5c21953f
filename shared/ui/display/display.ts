/** How a shopper wants the screen to be, for as long as the visit lasts (recognition-ux 6.2 A20). */
export interface DisplaySettings {
  /** Factor on all sizes, text and pictures alike (A3). */
  readonly scale: 1 | 1.5 | 2
  readonly contrast: 'normal' | 'high'
  readonly motion: 'normal' | 'still'
}

export const PLAIN_DISPLAY: DisplaySettings = { scale: 1, contrast: 'normal', motion: 'normal' }

/** The part of an element that display settings are written to; the document's root in a browser. */
export interface DisplayRoot {
  readonly dataset: Record<string, string | undefined>
  readonly style: { setProperty(name: string, value: string): void }
}

/** Writes settings and the screen's pitch (millimetres per CSS pixel) to the root, where the theme reads them. */
export function applyDisplay(root: DisplayRoot, settings: DisplaySettings, pitchMm: number): void {
  root.style.setProperty('--pitch', String(pitchMm))
  root.style.setProperty('--kx', String(settings.scale))
  root.dataset['contrast'] = settings.contrast
  root.dataset['motion'] = settings.motion
}
