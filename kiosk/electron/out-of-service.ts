import { SAFE_HEADERS } from '../host/policy/content.ts'
import type { AssetHandler } from '../host/policy/content.ts'

export const OUT_OF_SERVICE_URL = 'kiosk://app/out-of-service'

/** A page without script or file, for when the screen itself will not stay up. */
const PAGE = `<!doctype html>
<html lang="ko">
  <meta charset="utf-8" />
  <title>이용 중지 · Out of service</title>
  <style>
    body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 2rem; text-align: center;
      background: #14110f; color: #f6f1ea; font: 600 2.5rem/1.5 system-ui, sans-serif; }
    p { margin: 0; } p[lang='en'] { font-size: 1.75rem; font-weight: 400; }
  </style>
  <main>
    <p>잠시 이용하실 수 없습니다.<br />가까운 직원에게 말씀해 주세요.</p>
    <p lang="en">This kiosk is taking a short break.<br />Please ask anyone on our team.</p>
  </main>
</html>`

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Adds the page to the screen's own files. */
export function withOutOfService(assets: AssetHandler): AssetHandler {
  return (request) => {
    if (request.url !== OUT_OF_SERVICE_URL) return assets(request)
    const headers = { ...SAFE_HEADERS, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY }
    return new Response(PAGE, { headers: { ...headers, 'Cache-Control': 'no-store' } })
  }
}
