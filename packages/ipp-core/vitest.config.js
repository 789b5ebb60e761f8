import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Property tests read thousands of messages: on a machine that does other things too, that takes its time.
    testTimeout: 60_000,
    // What the compiler must accept and refuse: *.test-d.ts.
    typecheck: { enabled: true, tsconfig: './tsconfig.json', include: ['src/**/*.test-d.ts'] },
  },
})
