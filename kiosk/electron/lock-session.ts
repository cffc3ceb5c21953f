import type { Session } from 'electron'
import type { AssetHandler } from '../host/policy/content.ts'
import { mayLoad } from '../host/policy/navigation.ts'
import { allowPermission } from '../host/policy/permissions.ts'

/** Gives one partition its rules before it loads anything: own files only, the camera only, no downloads, no devices. */
export function lockSession(session: Session, assets: AssetHandler): void {
  // A handler belongs to one session, so each new partition gets its own.
  session.protocol.handle('kiosk', assets)
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url) }))
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes : undefined
    decide(allowPermission({ permission, url: details.requestingUrl, mediaTypes, isMainFrame: details.isMainFrame }))
  })
  session.setPermissionCheckHandler((_contents, permission, _origin, { requestingUrl, mediaType, isMainFrame }) =>
    allowPermission({ permission, url: requestingUrl ?? '', mediaTypes: mediaType && [mediaType], isMainFrame }),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler(null)
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => event.preventDefault())
}
