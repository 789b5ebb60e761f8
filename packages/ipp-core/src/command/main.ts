#!/usr/bin/env node
/** The command `ipp-core` as a process of Node: arguments, standard input and output, exit code. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import packageJson from '../../package.json' with { type: 'json' }
import { runCommand } from './run.js'

// Who reads the output may have seen enough: `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await runCommand(process.argv.slice(2), {
  version: packageJson.version,
  read: (file) => (file === '-' ? buffer(process.stdin) : readFile(file)),
  print: (text) => process.stdout.write(text),
  complain: (line) => process.stderr.write(`${line}\n`),
})
