import { SavedConfiguration, SavedConfigurations } from './saved-configuration.mjs'
import { core, gql, graphql, plugin, resolves, takes } from './vendure.mjs'

const { Args, Mutation, Query, Resolver } = graphql
const { Allow, Ctx, Permission, Transaction } = core

const types = `
  type SavedConfiguration implements Node {
    id: ID! createdAt: DateTime! updatedAt: DateTime!
    key: String!
    name: String!
    "JSON"
    document: String!
    "Rises with each save"
    revision: Int!
    customerId: ID
  }
  type SavedConfigurationList implements PaginatedList { items: [SavedConfiguration!]! totalItems: Int! }
`
const saved = 'key: String!, name: String!, document: String!, revision: Int!'
const adminSchema = gql(`${types}
  input SavedConfigurationListOptions
  extend type Query { savedConfigurations(options: SavedConfigurationListOptions): SavedConfigurationList! }
  extend type Mutation {
    saveConfigurationForCustomer(customerId: ID, ${saved}): SavedConfiguration!
    deleteConfigurationOfCustomer(customerId: ID!, key: String!): Boolean!
  }
`)
const shopSchema = gql(`${types}
  extend type Query { mySavedConfigurations: [SavedConfiguration!]! }
  extend type Mutation {
    saveMyConfiguration(${saved}): SavedConfiguration!
    deleteMyConfiguration(key: String!): Boolean!
  }
`)

class AdminResolver {
  constructor(configurations) {
    this.configurations = configurations
  }
  savedConfigurations(context, { options }) {
    return this.configurations.list(context, options ?? undefined)
  }
  saveConfigurationForCustomer(context, { customerId = null, ...rest }) {
    return this.configurations.save(context, { ...rest, customerId: customerId === null ? null : Number(customerId) })
  }
  deleteConfigurationOfCustomer(context, { customerId, key }) {
    return this.configurations.remove(context, Number(customerId), key)
  }
}
takes(AdminResolver, [SavedConfigurations])
const read = [Query(), Allow(Permission.ReadCustomer)]
const write = [Mutation(), Transaction(), Allow(Permission.UpdateCustomer)]
resolves(AdminResolver, 'savedConfigurations', [Ctx(), Args()], read)
resolves(AdminResolver, 'saveConfigurationForCustomer', [Ctx(), Args()], write)
resolves(AdminResolver, 'deleteConfigurationOfCustomer', [Ctx(), Args()], write)
Resolver()(AdminResolver)

class ShopResolver {
  constructor(configurations, customers) {
    this.configurations = configurations
    this.customers = customers
  }
  async mySavedConfigurations(context) {
    return this.configurations.of(context, await this.#me(context))
  }
  async saveMyConfiguration(context, args) {
    return this.configurations.save(context, { ...args, customerId: await this.#me(context) })
  }
  async deleteMyConfiguration(context, { key }) {
    return this.configurations.remove(context, await this.#me(context), key)
  }
  async #me(context) {
    const userId = context.activeUserId
    const customer = userId === undefined ? undefined : await this.customers.findOneByUserId(context, userId)
    if (customer === undefined) throw new core.UnauthorizedError()
    return customer.id
  }
}
takes(ShopResolver, [SavedConfigurations, core.CustomerService])
const mine = [Mutation(), Transaction(), Allow(Permission.Owner)]
resolves(ShopResolver, 'mySavedConfigurations', [Ctx()], [Query(), Allow(Permission.Owner)])
resolves(ShopResolver, 'saveMyConfiguration', [Ctx(), Args()], mine)
resolves(ShopResolver, 'deleteMyConfiguration', [Ctx(), Args()], mine)
Resolver()(ShopResolver)

/** Saved configurations in both APIs. */
export const savedConfigurations = plugin({
  imports: [core.PluginCommonModule],
  entities: [SavedConfiguration],
  providers: [SavedConfigurations],
  compatibility: '^3.0.0',
  adminApiExtensions: { schema: adminSchema, resolvers: [AdminResolver] },
  shopApiExtensions: { schema: shopSchema, resolvers: [ShopResolver] },
})
