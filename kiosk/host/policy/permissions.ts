import { isAppUrl } from './navigation.ts'

/** What Chromium tells of a permission that is asked for. */
export interface PermissionAsked {
  readonly permission: string
  readonly url: string
  /** Of 'media': what the page wants to capture. */
  readonly mediaTypes?: readonly string[] | undefined
  readonly isMainFrame: boolean
}

/** Everything is denied but the camera, without microphone, for the kiosk's own page (kiosk-shell 3). */
export function allowPermission({ permission, url, mediaTypes, isMainFrame }: PermissionAsked): boolean {
  if (permission !== 'media' || !isMainFrame || !isAppUrl(url)) return false
  return mediaTypes?.length === 1 && mediaTypes[0] === 'video'
}
