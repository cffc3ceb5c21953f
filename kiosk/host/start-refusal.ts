/** Why the kiosk will not start: one clear sentence for whoever sets it up. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
}
