import type { Shot } from './shot-list.ts'

/** One page with every picture, a row for each screen and its variants beside each other. HTML without scripts. */
export function contactSheet(shots: readonly Shot[]): string {
  const rows = Map.groupBy(shots, ({ surface, stop }) => `${surface} · ${stop}`)
  const sections = [...rows].map(([title, variants]) => {
    const figures = variants.map(figureOf).join('')
    return `<section><h2>${title}</h2><div>${figures}</div></section>`
  })
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Dangol: every screen</title>
<style>${STYLE}</style>
<h1>Every screen of Dangol</h1>
<p>${shots.length} pictures of ${rows.size} screens, taken from the running store.</p>
${sections.join('\n')}
</html>
`
}

const figureOf = ({ file, variant }: Shot): string =>
  `<figure><a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a><figcaption>${variant}</figcaption></figure>`

const STYLE = `
body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; background: #f7f5f1; color: #16181d }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
section div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
figure { margin: 0 }
img { height: 22rem; max-width: 100%; border: 1px solid #d8d2c6; display: block }
figcaption { font-size: .85rem; color: #5b5a56 }
`
