import type { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import type { Handlers } from '../../transport/handler.ts'

/** What the office asks of the link to the shop. */
export function createLinkHandlers(): Handlers<keyof typeof LINK_REQUESTS> {
  const unbuilt = () => {
    throw new Error('not built yet')
  }
  return {
    'link:state': unbuilt,
    'link:pause': unbuilt,
    'link:resume': unbuilt,
    'link:compare': unbuilt,
    'link:dry-run': unbuilt,
    'link:letters': unbuilt,
    'link:resolve': unbuilt,
    'link:set-aside': unbuilt,
  }
}
