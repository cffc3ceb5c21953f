import { linear, metal, radial, shade, sheen, swatch } from '../drawing.ts'

/** Gradients that several parts share, and the ground. */
export const defs = `<defs>${[
  radial('ground', [
    [0, '#000', 0.5],
    [0.55, '#000', 0.22],
    [1, '#000', 0],
  ]),
  radial('rubber', [
    [0.6, '#2b2c2e'],
    [0.8, '#1b1c1d'],
    [0.9, '#37393b'],
    [0.96, '#161718'],
    [1, '#0c0c0d'],
  ]),
  linear('paint', [
    [0, shade('paint', 34)],
    [0.3, shade('paint', 8)],
    [0.5, swatch('paint')],
    [0.82, shade('paint', -42)],
    [1, shade('paint', -58)],
  ]),
  linear('second', [
    [0, shade('second-paint', 30)],
    [0.35, swatch('second-paint')],
    [1, shade('second-paint', -45)],
  ]),
  linear('shine', [
    [0, '#fff', 0.85],
    [1, '#fff', 0],
  ]),
  linear('shadow', [
    [0, '#000', 0],
    [1, '#000', 0.55],
  ]),
  linear('leather', [
    [0, shade('seat-leather', 34)],
    [0.35, swatch('seat-leather')],
    [1, shade('seat-leather', -55)],
  ]),
  linear('bag', [
    [0, shade('bag-leather', 26)],
    [0.4, swatch('bag-leather')],
    [1, shade('bag-leather', -50)],
  ]),
  metal('m-exhaust', 'exhaust-finish'),
  metal('m-fork', 'fork-finish', '0 0 1 0'),
  metal('m-cover', 'cover-finish', '.1 0 .8 1'),
  metal('m-bar', 'bar-finish', '.1 0 .7 1'),
  sheen('m-case', 'case-finish'),
  linear(
    'm-fins',
    [
      [0, shade('cylinder-finish', -35)],
      [0.2, shade('cylinder-finish', 20)],
      [0.45, shade('cylinder-finish', 45)],
      [0.7, swatch('cylinder-finish')],
      [1, shade('cylinder-finish', -50)],
    ],
    '0 0 1 0',
  ),
  sheen('m-badge', 'badge-finish'),
  sheen('m-frame', 'frame-colour'),
  '<filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="5"/></filter>',
].join('')}</defs><ellipse cx="600" cy="702" rx="520" ry="30" fill="url(#ground)"/>`
