// A server that is made to be killed: it takes jobs as fast as it can and says of each, once it is accepted, that it is.
// Arguments: data directory, folder to print to. Runs the built package, as users do.
import { writeSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Attributes, countingJobIds, createDeviceDirectory, readOptions } from '@platen/papi'
import { alice, documentOf, jobOf, octets } from '@platen/papi/contract'
import { psm } from '../dist/index.js'

const [, , dataDirectory, folder] = process.argv
const formats = ['application/octet-stream']
const service = await psm.open({
  queues: [
    {
      name: 'alpha',
      info: '',
      location: '',
      makeAndModel: '',
      uuid: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      device: `${pathToFileURL(folder).href}/`,
      formats,
      capabilities: new Attributes(),
      options: readOptions(psm.queueOptions, { 'reprint-limit': 1000 }),
      deviceOptions: {},
    },
  ],
  options: readOptions(psm.options, { 'history-jobs': 100_000 }),
  dataDirectory,
  jobIds: countingJobIds(),
  devices: createDeviceDirectory(psm.devices),
  log: { info() {}, warn() {}, error() {} },
})

let seed = process.pid
async function client() {
  for (;;) {
    const mine = ++seed
    const size = mine % 5 === 0 ? 100_000 + (mine % 1000) : 10 + (mine % 3000)
    const job = await service.jobSubmit(alice, 'alpha', jobOf(`${mine}x${size}`), documentOf(octets(size, mine)))
    // Written at once: what a client was told survives this process.
    writeSync(1, `${job.id}\n`)
  }
}
writeSync(1, 'ready\n')
await Promise.all([client(), client(), client(), client()])
