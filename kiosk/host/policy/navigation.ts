/** Where the kiosk's own screen lives: one origin, and nothing else is ever shown. */
export interface AppOrigin {
  /** With the colon: 'kiosk:' or 'http:'. */
  readonly protocol: string
  /** Host with port: 'app', '127.0.0.1:4602'. */
  readonly host: string
}

export const ELECTRON_APP: AppOrigin = { protocol: 'kiosk:', host: 'app' }

/**
 * Whether a URL is a page of the kiosk's own screen. Protocol and host are compared, not `origin`: that of a custom scheme is
 * 'null' (kiosk-shell 2). User info is refused, whatever the host.
 */
export function isAppUrl(url: string, app: AppOrigin = ELECTRON_APP): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return protocol === app.protocol && host === app.host && username === '' && password === ''
}

/** What the screen's own network stack may load: its own files, and what it made itself. Everything else is cut off. */
export function mayLoad(url: string, app: AppOrigin = ELECTRON_APP): boolean {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  if (protocol === 'data:') return true
  if (protocol === 'blob:') return isAppUrl(url.slice('blob:'.length), app)
  return isAppUrl(url, app)
}
