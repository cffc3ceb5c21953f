import { column, core, takes, nest, typeorm } from './vendure.mjs'

/** What somebody configured and saved. Vendure has no such thing; a shop that sells configured products adds one. */
export class SavedConfiguration extends core.VendureEntity {}
const text = (name, options = {}) => column(SavedConfiguration, name, String, { type: 'varchar', ...options })
/** The id that whoever made it gave it, in the web shop or in a store. */
text('key', { unique: true })
text('name')
text('document', { type: 'text' })
column(SavedConfiguration, 'revision', Number, { type: 'int' })
/** Null for one that is nobody's, and only its code opens. */
column(SavedConfiguration, 'customerId', Number, { type: 'int', nullable: true })
typeorm.Index()(SavedConfiguration.prototype, 'customerId')
typeorm.Entity()(SavedConfiguration)

/** One was saved or deleted. */
export class SavedConfigurationEvent extends core.VendureEvent {
  constructor(action, { id, key, customerId }) {
    super()
    this.data = { action, id, key, customerId }
  }
}

export class SavedConfigurations {
  constructor(connection, lists, events) {
    this.connection = connection
    this.lists = lists
    this.events = events
  }

  async list(context, options) {
    const [items, totalItems] = await this.lists.build(SavedConfiguration, options, { ctx: context }).getManyAndCount()
    return { items, totalItems }
  }

  of(context, customerId) {
    return this.#rows(context).find({ where: { customerId }, order: { id: 'ASC' } })
  }

  /** Keeps whichever has the higher revision and answers with it: the same again changes nothing, and so does what came too late. */
  async save(context, { customerId, key, name, document, revision }) {
    JSON.parse(document)
    const stands = await this.#rows(context).findOne({ where: { key } })
    if (stands !== null && stands.customerId !== null && stands.customerId !== customerId) {
      throw new core.ForbiddenError()
    }
    if (stands !== null && stands.revision >= revision) return stands
    const row = Object.assign(stands ?? new SavedConfiguration({}), { customerId, key, name, document, revision })
    const saved = await this.#rows(context).save(row)
    await this.events.publish(new SavedConfigurationEvent(stands === null ? 'created' : 'updated', saved))
    return saved
  }

  async remove(context, customerId, key) {
    const found = await this.#rows(context).findOne({ where: { key, customerId } })
    if (found === null) return false
    const event = new SavedConfigurationEvent('deleted', found)
    await this.#rows(context).remove(found)
    await this.events.publish(event)
    return true
  }

  #rows(context) {
    return this.connection.getRepository(context, SavedConfiguration)
  }
}
takes(SavedConfigurations, [core.TransactionalConnection, core.ListQueryBuilder, core.EventBus])
nest.Injectable()(SavedConfigurations)
