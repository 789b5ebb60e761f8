import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Real programs, started and stopped: seconds each, more on a machine that does other things too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Each file has a server of its own and printers beside it: one after another, so that none starves the others.
    fileParallelism: false,
  },
})
