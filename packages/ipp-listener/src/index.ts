/**
 * The IPP listener: reads a request, checks it, dispatches it to its operation, writes the answer. Knows no web server.
 *
 * @packageDocumentation
 */
export type { DocumentFetcher, ListenerConfiguration, Product, ReferencedDocument, Resources } from './configuration.js'
export type { Answer, AnsweredDocument, Exchange } from './exchange.js'
export { createListener, type Listener, type RunningListener } from './listener.js'
export { jobTemplateNames } from './attributes/job-template.js'
export { presetFaults } from './attributes/presets.js'
export { placeOf, type Conformance, type LocationSettings, type OperationSwitches } from './locations.js'
export type { KeptSubscription, KeptSubscriptions, SubscriptionKeeper } from './subscriptions/keeper.js'
export type { SubscriptionSettings } from './subscriptions/settings.js'
