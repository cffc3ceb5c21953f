import { AsyncLocalStorage } from 'node:async_hooks'

/** The name of the request being answered; the transport sets it, so that no use-case has to pass it along. */
export const runningRequest = new AsyncLocalStorage<string>()

/** The request in whose answer this code runs; 'internal' outside of any. */
export const nameOfRunningRequest = (): string => runningRequest.getStore() ?? 'internal'
