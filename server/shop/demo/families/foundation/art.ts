import type { Art, ArtLayer } from '@dangol/domain/catalogue/model.ts'
import { linear, metal, path, radial, shade, swatch } from '../drawing.ts'
import { bottleLayers } from './art-bottle.ts'

const TONE = '{{lab:tone-l:tone-a:tone-b}}'

const defs = `<defs>${[
  radial('ground', [
    [0, '#000', 0.4],
    [0.6, '#000', 0.14],
    [1, '#000', 0],
  ]),
  linear(
    'glass',
    [
      [0, '#fff', 0.75],
      [0.08, '#dfe6ea', 0.35],
      [0.2, '#fff', 0.08],
      [0.8, '#fff', 0.04],
      [0.93, '#b9c4cb', 0.4],
      [1, '#fff', 0.6],
    ],
    '0 0 1 0',
  ),
  linear(
    'body',
    [
      [0, '#000', 0.42],
      [0.12, '#000', 0.12],
      [0.28, '#fff', 0.3],
      [0.42, '#fff', 0.04],
      [0.78, '#000', 0.1],
      [1, '#000', 0.46],
    ],
    '0 0 1 0',
  ),
  metal('m-cap', 'cap', '0 0 1 0'),
  '<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="9"/></filter>',
].join('')}</defs>`

const SMEAR =
  'M520 742C580 690 700 664 792 690C842 706 862 738 836 764C806 792 742 782 690 800C640 818 600 850 546 842C494 832 484 776 520 742Z'
const smear =
  path(SMEAR, 'fill="#000" opacity=".22" transform="translate(5 12)" filter="url(#soft)"') +
  path(SMEAR, `fill="${TONE}"`)

const FINISHES: Readonly<Record<string, string>> = {
  matte: path(
    'M540 770C610 720 700 706 800 716',
    'fill="none" stroke="#fff" stroke-width="26" opacity=".12" filter="url(#soft)"',
  ),
  natural: path(
    'M536 768C606 716 700 702 806 714',
    'fill="none" stroke="#fff" stroke-width="16" opacity=".3" filter="url(#soft)"',
  ),
  satin: path(
    'M532 766C604 712 700 698 808 712M560 812C620 790 680 780 760 770',
    'fill="none" stroke="#fff" stroke-width="13" stroke-linecap="round" opacity=".42" filter="url(#soft)"',
  ),
  dewy:
    path(
      'M532 764C604 710 700 696 808 710',
      'fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" opacity=".75"',
    ) +
    path(
      'M566 812C620 790 680 780 750 772',
      'fill="none" stroke="#fff" stroke-width="6" stroke-linecap="round" opacity=".6"',
    ) +
    '<circle cx="800" cy="738" r="7" fill="#fff" opacity=".8"/>',
}

/** Skin shows through the smear the more, the lighter the coverage. */
const COVERAGES = { sheer: 0.72, light: 0.5, medium: 0.24, full: 0 }
const coverage = Object.entries(COVERAGES).map(([id, opacity]): ArtLayer => ({
  id: `coverage-${id}`,
  when: { coverage: [id] },
  svg: opacity
    ? path(
        'M690 700C760 690 820 700 838 738C830 780 760 772 710 786C660 800 650 820 620 832C640 780 650 730 690 700Z',
        `fill="#f6efe8" opacity="${opacity}" filter="url(#soft)"`,
      )
    : '',
}))

const SCENTS: Readonly<Record<string, string>> = {
  none: '',
  yuzu: '<circle r="34" fill="#edc53b"/><circle r="28" fill="#f8e7a0"/><path d="M0 -26V26M-26 0H26M-18 -18L18 18M18 -18L-18 18" stroke="#e3b52c" stroke-width="3"/>',
  tea: '<path d="M-38 20C-30 -22 4 -40 40 -34C40 4 10 30 -38 20Z" fill="#7f9c4c"/><path d="M-38 20C-10 6 14 -12 40 -34" stroke="#56702f" stroke-width="3" fill="none"/>',
  plum: `<g fill="#f2c3d0" stroke="#c9728d" stroke-width="1.5">${[0, 72, 144, 216, 288].map((a) => `<circle cy="-19" r="16" transform="rotate(${a})"/>`).join('')}</g><circle r="8" fill="#f3d36b"/>`,
  cypress:
    '<path d="M-40 24C-10 10 10 -10 36 -36M-22 14L-30 -8M-6 4L-16 -22M10 -8L2 -32M-12 10L8 20M2 0L26 8M16 -14L38 -8" stroke="#527554" stroke-width="8" stroke-linecap="round" fill="none"/>',
  rice: '<g fill="#e4d3a8" stroke="#b59a5c" stroke-width="1.4"><ellipse cx="-18" rx="8" ry="18" transform="rotate(20 -18 0)"/><ellipse cx="8" cy="6" rx="8" ry="18" transform="rotate(-30 8 6)"/><ellipse cx="28" cy="-12" rx="8" ry="18" transform="rotate(60 28 -12)"/></g>',
  iris: '<path d="M0 -40C18 -28 20 -10 0 4C-20 -10 -18 -28 0 -40Z" fill="#7a68b5"/><path d="M0 4C24 -6 40 4 38 26C20 30 6 20 0 4ZM0 4C-24 -6 -40 4 -38 26C-20 30 -6 20 0 4Z" fill="#9a8ccb"/><path d="M0 2V22" stroke="#f0cf5a" stroke-width="5" stroke-linecap="round"/>',
}
const scents = Object.entries(SCENTS).map(([id, svg]): ArtLayer => ({
  id: `scent-${id}`,
  when: { scent: [id] },
  svg: svg
    ? `<g transform="translate(764 866)"><ellipse cx="4" cy="34" rx="44" ry="9" fill="#000" opacity=".14"/>${svg}</g>`
    : '',
}))

const sun = (level: string): ArtLayer => ({
  id: `sun-${level}`,
  when: { sun: [level] },
  svg: `<g transform="translate(745 300)"><circle r="46" fill="none" stroke="#d6a83f" stroke-width="3"/><path d="M0 -66V-56M0 56V66M-66 0H-56M56 0H66M-47 -47L-40 -40M40 40L47 47M-47 47L-40 40M40 -40L47 -47" stroke="#d6a83f" stroke-width="4" stroke-linecap="round"/><text y="-6" font-family="Arial,sans-serif" font-size="19" letter-spacing="2" text-anchor="middle" fill="#8b6a1c">SPF</text><text y="25" font-family="Arial,sans-serif" font-size="32" font-weight="700" text-anchor="middle" fill="#8b6a1c">${level}</text></g>`,
})

const measured = `<g transform="translate(640 420)"><rect width="210" height="118" rx="10" fill="#fff" fill-opacity=".8" stroke="#cfc8bd"/><rect x="14" y="14" width="58" height="90" rx="6" fill="${TONE}"/><g font-family="'SF Mono',Consolas,monospace" font-size="22" fill="#3b3733"><text x="88" y="40">L* {{text:tone-l}}</text><text x="88" y="68">a* {{text:tone-a}}</text><text x="88" y="96">b* {{text:tone-b}}</text></g></g>`

/** How the base pours: the edge of the smear. */
const BASES: Readonly<Record<string, string>> = {
  hydrating:
    '<circle cx="884" cy="730" r="11" fill="{{lab:tone-l:tone-a:tone-b}}"/><circle cx="880" cy="726" r="3.4" fill="#fff" opacity=".8"/>',
  'oil-control': path(
    'M846 730C860 720 876 724 884 734',
    `fill="none" stroke="${TONE}" stroke-width="9" stroke-linecap="round" stroke-dasharray="1 13"`,
  ),
  serum: path('M836 756C870 770 886 800 884 836C884 850 866 850 866 836C868 806 854 784 826 776Z', `fill="${TONE}"`),
  sensitive: path(
    'M872 716C890 712 902 726 894 742C886 752 872 756 872 756C872 756 856 748 854 734C854 720 866 712 872 716Z',
    `fill="${TONE}" opacity=".9"`,
  ),
}

/** A bottle of foundation beside a smear of it, over the measured tone. */
export const foundationArt: Art = {
  viewBox: '30 180 890 750',
  layers: [
    { id: 'defs', svg: defs },
    { id: 'ground', svg: `<ellipse cx="340" cy="884" rx="290" ry="30" fill="url(#ground)"/>` },
    { id: 'smear', svg: smear },
    ...Object.entries(BASES).map(([id, svg]): ArtLayer => ({ id: `base-${id}`, when: { base: [id] }, svg })),
    ...coverage,
    ...Object.entries(FINISHES).map(([id, svg]): ArtLayer => ({ id: `finish-${id}`, when: { finish: [id] }, svg })),
    ...scents,
    sun('30'),
    sun('50'),
    { id: 'measured', svg: measured },
    ...bottleLayers,
    {
      id: 'wrapping-gift',
      when: { wrapping: ['gift'] },
      svg: '<g transform="translate(44 690)"><rect width="132" height="186" fill="#2e3438"/><rect width="132" height="34" fill="#3d454a"/><path d="M66 0V186" stroke="#c9a45c" stroke-width="15"/><path d="M66 2C40 -34 10 -22 22 -2C30 8 52 6 66 2C92 -34 122 -22 110 -2C102 8 80 6 66 2Z" fill="#d9b76e" stroke="#8f6f31" stroke-width="1.6"/></g>',
    },
    {
      id: 'wrapping-carton',
      when: { wrapping: ['carton'] },
      svg: `<g transform="translate(58 660)"><rect width="116" height="218" fill="#f4f0e8" stroke="#d3cabb"/><path d="M116 0L138 -12V206L116 218Z" fill="#ddd4c5"/><path d="M0 0L22 -12H138L116 0Z" fill="#faf7f1" stroke="#d3cabb"/><rect x="22" y="34" width="72" height="72" fill="${TONE}"/><text x="58" y="150" font-family="Georgia,'Nanum Myeongjo',serif" font-size="24" text-anchor="middle" fill="#4a443c">살결</text></g>`,
    },
    {
      id: 'wrapping-bojagi',
      when: { wrapping: ['bojagi'] },
      svg: `<g transform="translate(112 800)"><path d="M-84 76C-92 0 -50 -46 0 -56C50 -46 92 0 84 76Z" fill="${swatch('cap')}" opacity=".92"/><path d="M-84 76C-60 20 -20 -20 0 -56C20 -20 60 20 84 76" fill="none" stroke="${shade('cap', -35)}" stroke-width="3"/><path d="M0 -52C-30 -100 -70 -96 -62 -66C-56 -48 -24 -46 0 -52C30 -100 70 -96 62 -66C56 -48 24 -46 0 -52Z" fill="${shade('cap', 25)}" stroke="${shade('cap', -35)}" stroke-width="2"/><circle cy="-52" r="13" fill="${shade('cap', -12)}"/></g>`,
    },
  ],
}
