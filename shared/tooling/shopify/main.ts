import { API_VERSIONS } from '../../../server/src/upstream/shopify/config.ts'
import { DOCUMENTS } from '../../../server/src/upstream/shopify/documents/all.ts'
import { fetchMaterial } from './material.ts'
import { readPublished } from './published.ts'

/** Holds every document that is sent to Shopify against the published schema of every supported version; fetches these once. */
const material = fetchMaterial()
if ('why' in material) {
  process.stderr.write(`Not run: ${material.why}.\n`)
  process.exit(1)
}
const published = await readPublished(material)
let wrong = API_VERSIONS.length - published.length
for (const { version, against } of published) {
  const problems = Object.entries(DOCUMENTS).flatMap(([name, document]) =>
    against(document).map((message) => `  ${name}: ${message}\n`),
  )
  wrong += problems.length
  process.stdout.write(`${version}: ${Object.keys(DOCUMENTS).length} documents, ${problems.length} problems\n`)
  process.stdout.write(problems.join(''))
}
process.exit(wrong === 0 ? 0 : 1)
