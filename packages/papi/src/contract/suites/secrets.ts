/** What nobody is shown: the values of a device's secret options. */
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isSecret } from '../../options.js'
import { alice, documentOf, jobOf, octets, operator } from '../documents.js'
import { recordingDevice } from '../recording-device.js'
import { jobEnded, openWorld, submitting, type ContractSubject } from '../world.js'

const secret = 'hush-hush-hush'

/** The subject with every secret option of its device set. */
const secretive = (setup: () => Promise<ContractSubject>) => async (): Promise<ContractSubject> => {
  const subject = await setup()
  const sink = subject.sink ?? recordingDevice()
  const scheme = new URL(sink.deviceUri).protocol.slice(0, -1)
  const driver = [...sink.drivers, ...(subject.module.devices ?? [])].find((one) => one.schemes.includes(scheme))
  const secrets = Object.entries(driver?.options ?? {}).filter(([, option]) => isSecret(option))
  return { ...subject, sink, deviceOptions: { ...subject.deviceOptions, ...Object.fromEntries(secrets.map(([name]) => [name, secret])) } }
}

export function secrets(setup: () => Promise<ContractSubject>): void {
  describe('a secret option of the device', () => {
    it('is in no answer, no event, no history and no line of the log', async ({ skip }) => {
      const subject = secretive(setup)
      await using world = await openWorld(subject)
      const { service, sink } = world
      if (!Object.values(world.definition('alpha', 1).deviceOptions).includes(secret)) return skip('its device has no secrets')
      const told: unknown[] = []
      const reading = new AbortController()
      const read = (async () => {
        for await (const event of service.events?.(reading.signal) ?? []) told.push(event)
      })()
      const { job, ended } = await submitting(world, alice, 'alpha', jobOf('one'), documentOf(octets(1000)))
      await jobEnded(world, job.id)
      await ended
      if (sink.refuse) {
        await sink.refuse()
        const waiting = await submitting(world, alice, 'beta', jobOf('two'), documentOf(octets(10)))
        await service.jobCancel(alice, waiting.job.id)
        await waiting.ended
      }
      told.push(await service.printerQuery(operator, 'alpha'), await service.printerQuery(operator, 'beta'), await service.printerListJobs(operator, { which: 'all' }))
      told.push(await service.jobHistory?.(operator, job.id), await service.printerHistory?.(operator, 'alpha'), world.logged)
      reading.abort()
      await read
      expect(inspect(told, { depth: Infinity, maxArrayLength: Infinity })).not.toContain(secret)
      expect(told.length).toBeGreaterThan(5)
    })
  })
}
