/** Why an import does not go on: one clear sentence for the person who started it. */
export class ImportRefusal extends Error {
  override readonly name = 'ImportRefusal'
}
