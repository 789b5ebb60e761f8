/** The steps of the flow as OpenTelemetry spans. */
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Operation } from '@platen/ipp-core'
import { openWorld } from './world.js'

const exporter = new InMemorySpanExporter()
beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
})
afterAll(() => {
  trace.disable()
  context.disable()
})

/** Spans as lines, each under the span it is part of. */
function tree(spans: readonly ReadableSpan[], parent?: string, indent = ''): string[] {
  return spans
    .filter((span) => span.parentSpanContext?.spanId === parent)
    .flatMap((span) => [`${indent}${span.name}`, ...tree(spans, span.spanContext().spanId, `${indent}  `)])
}

describe('a traced request', () => {
  it('shows the flow: exchange, read, operation, PAPI calls, write', async () => {
    await using world = await openWorld()
    await world.send(Operation.PrintJob, { document: new TextEncoder().encode('%PDF-') })
    expect(tree(exporter.getFinishedSpans())).toEqual(['ipp exchange', '  ipp read', '  Print-Job', '    papi printerQuery', '    papi jobSubmit', '  ipp write'])
  })
})
