import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // What the compiler must accept and refuse: *.test-d.ts.
    typecheck: { enabled: true, tsconfig: './tsconfig.json', include: ['src/**/*.test-d.ts'] },
  },
})
