/** Loads print-service modules by package name, as libpapi-dynamic opened psm-*.so by scheme. */
import type { PrintServiceModule } from './module.js'
import { PapiError } from './status.js'

/**
 * Loads a module.
 *
 * @param specifier - what `import()` takes: a package name, or a file URL
 * @param load - imports it; by default `import()` from this package. A program gives its own `import()` so that its
 * own dependencies are found: `(specifier) => import(specifier)`.
 * @throws PapiError `bad-argument` if there is no such module, or it is not a print-service module
 */
export async function loadModule(specifier: string, load: (specifier: string) => Promise<unknown> = (one) => import(one)): Promise<PrintServiceModule> {
  let exports: unknown
  try {
    exports = await load(specifier)
  } catch (error) {
    throw new PapiError('bad-argument', `print-service module "${specifier}" cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  for (const name of ['psm', 'default']) {
    const candidate = member(exports, name)
    if (isModule(candidate)) return candidate
  }
  throw new PapiError('bad-argument', `"${specifier}" is not a print-service module: neither its default export nor its export "psm" has a name, schemes and open()`)
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isModule(value: unknown): value is PrintServiceModule {
  const schemes = member(value, 'schemes')
  return (
    typeof member(value, 'name') === 'string' &&
    (schemes === 'any' || Array.isArray(schemes)) &&
    typeof member(value, 'open') === 'function' &&
    typeof member(value, 'options') === 'object' &&
    typeof member(value, 'queueOptions') === 'object'
  )
}
