import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Property tests read thousands of messages: on a machine that does other things too, that takes its time.
    testTimeout: 60_000,
  },
})
