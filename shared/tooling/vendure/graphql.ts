/** One question to a GraphQL API. Throws on anything but a plain answer, an `ErrorResult` in its first level included. */
export type Ask = <T>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<T>

interface Refused {
  readonly errorCode: string
  readonly message: string
}
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null
  readonly errors?: readonly { readonly message: string }[]
}

/** Every union that may refuse has to ask for this, or a refusal looks like success. */
export const REFUSED = '... on ErrorResult { errorCode message }'

/** Milliseconds until a question is given up; a frozen shop answers nothing. */
const PATIENCE_MS = 60_000

/** Speaks to one API, keeping the session that it opens. @param headers such as `vendure-api-key` */
export function graphql(url: string, headers: Readonly<Record<string, string>> = {}): Ask {
  let token: string | null = null
  return async <T>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    })
    token = response.headers.get('vendure-auth-token') ?? token
    // What the shop answers is typed by whoever asks; a test notices when that is wrong.
    const answer = (await response.json()) as Answer
    const what = query.replaceAll(/\s+/g, ' ').slice(0, 120)
    if (answer.errors) throw new Error(`${answer.errors.map(({ message }) => message).join('; ')} <- ${what}`)
    for (const [name, value] of Object.entries(answer.data ?? {})) {
      if (isRefused(value)) throw new Error(`${name}: ${value.errorCode} ${value.message} <- ${what}`)
    }
    return answer.data as T
  }
}

/** Signed in to the Admin API as the one who may everything. */
export async function superadmin(adminApi: string): Promise<Ask> {
  const ask = graphql(adminApi)
  await ask(
    `mutation { login(username: "superadmin", password: "superadmin", rememberMe: true) { ... on CurrentUser { id } ${REFUSED} } }`,
  )
  return ask
}

const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'errorCode' in value && typeof value.errorCode === 'string'
