/** The steps of a request as OpenTelemetry spans. Without an SDK installed they cost nothing. */
import { context, INVALID_SPAN_CONTEXT, isSpanContextValid, SpanStatusCode, trace, type Attributes as SpanAttributes, type Tracer } from '@opentelemetry/api'
import type { PrintService } from '@platen/papi'

const tracer: Tracer = trace.getTracer('@platen/ipp-listener')

/** Runs a step of the flow in a span named after it; an error is recorded and thrown on. */
export function step<T>(name: string, attributes: SpanAttributes, run: () => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name, { attributes })
  // Without an SDK nobody sees the span, and making it the active one would be the dearest part of a small request.
  const own = span.spanContext()
  if (own === INVALID_SPAN_CONTEXT || (!span.isRecording() && !isSpanContextValid(own))) return run()
  return context.with(trace.setSpan(context.active(), span), async () => {
    try {
      return await run()
    } catch (error) {
      span.recordException(error instanceof Error ? error : String(error))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

const traced = new WeakMap<PrintService, PrintService>()

/** A print service whose PAPI calls are spans: steps 7 to 11 of the flow. The same for the same service. */
export function tracedService(service: PrintService): PrintService {
  const known = traced.get(service)
  if (known !== undefined) return known
  const made = new Proxy(service, {
    get: (target, property) => {
      const member: unknown = Reflect.get(target, property, target)
      if (typeof member !== 'function' || typeof property !== 'string' || !/^(?:printer|job)/.test(property)) return typeof member === 'function' ? (member.bind(target) as unknown) : member
      return (...args: unknown[]) => step(`papi ${property}`, {}, async () => (await Reflect.apply(member, target, args)) as unknown)
    },
  })
  traced.set(service, made)
  return made
}
