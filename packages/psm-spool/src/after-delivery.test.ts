import { describe, expect, it } from 'vitest'
import { afterDelivery, type DeliveryPolicy, type Ending } from './after-delivery.js'

const policy = (more: Partial<DeliveryPolicy> = {}): DeliveryPolicy => ({ errorPolicy: 'retry', afterBrokenSend: 'reprint', afterCrash: 'reprint', reprintLimit: 5, ...more })
const unreachable: Ending = { type: 'unreachable', message: 'refused' }
const lost: Ending = { type: 'lost', message: 'reset' }
const interrupted: Ending = { type: 'interrupted' }

describe('after a delivery', () => {
  it.each<[string, Ending, boolean, Partial<DeliveryPolicy>, number, string, string]>([
    ['delivered', { type: 'delivered', reasons: [], message: '' }, true, {}, 0, 'delivered', 'go-on'],
    ['unreachable, retry', unreachable, false, {}, 0, 'requeue', 'back-off'],
    ['unreachable, hold', unreachable, false, { errorPolicy: 'hold' }, 0, 'review', 'go-on'],
    ['unreachable, abort', unreachable, false, { errorPolicy: 'abort' }, 0, 'abort', 'go-on'],
    ['unreachable, stop-printer', unreachable, false, { errorPolicy: 'stop-printer' }, 0, 'requeue', 'pause'],
    ['lost, reprint', lost, true, {}, 0, 'requeue', 'back-off'],
    ['lost, hold', lost, true, { afterBrokenSend: 'hold' }, 0, 'review', 'back-off'],
    ['lost before the first octet is unreachable', lost, false, { afterBrokenSend: 'hold' }, 0, 'requeue', 'back-off'],
    ['lost once too often', lost, true, { reprintLimit: 3 }, 2, 'review', 'back-off'],
    ['lost, not yet too often', lost, true, { reprintLimit: 3 }, 1, 'requeue', 'back-off'],
    ['interrupted, reprint', interrupted, true, {}, 0, 'requeue', 'go-on'],
    ['interrupted, hold', interrupted, true, { afterCrash: 'hold' }, 0, 'review', 'go-on'],
    ['interrupted before the first octet', interrupted, false, { afterCrash: 'hold' }, 0, 'requeue', 'go-on'],
    ['failed', { type: 'failed', message: 'no folder' }, true, {}, 0, 'abort', 'go-on'],
    ['document gone', { type: 'unreadable', gone: true, message: '' }, false, {}, 0, 'abort', 'go-on'],
    ['document not readable now', { type: 'unreadable', gone: false, message: '' }, false, {}, 0, 'review', 'go-on'],
    ['journal not writable', { type: 'not-journaled', message: 'disk full' }, false, {}, 0, 'requeue', 'back-off'],
    ['a device that does not know what happened', { type: 'unexpected', message: 'x' }, true, {}, 0, 'review', 'go-on'],
    ['canceled', { type: 'canceled' }, true, {}, 0, 'requeue', 'go-on'],
  ])('%s', (_name, ending, begun, more, brokenSends, event, queue) => {
    const aftermath = afterDelivery(ending, begun, policy(more), brokenSends)
    expect([aftermath.event.type, aftermath.queue]).toEqual([event, queue])
  })

  it('says so where something may be printed twice', () => {
    const { event } = afterDelivery(lost, true, policy(), 0)
    expect(event).toMatchObject({ broken: true, notice: 'Sending broke off: reset: it is printed again and may be printed twice.' })
  })
})
