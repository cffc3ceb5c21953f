/** The only three names on Electron's IPC. */
export const ASK_CHANNEL = 'bridge:ask'
/** A page that has just loaded wants to hear of the state. */
export const LISTEN_CHANNEL = 'bridge:listen'
export const STATE_CHANNEL = 'bridge:state'
