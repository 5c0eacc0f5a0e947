/** Parameters for the translated text of an error; plain values only, so that it can cross a WebSocket. */
export type ErrorParams = Record<string, string | number>

export interface VirtLabErrorInit {
  /** Stable, dotted, machine-readable: `lab.no-space`, `libvirt.42`, `wizard.name-taken`. Match on this, never on text. */
  code: string
  /** For the log, in English. */
  message: string
  /** Key below `errors` in app/_messages; defaults to `code` with dots as dashes, or `unexpected`. */
  userMessage?: string
  params?: ErrorParams
  /** HTTP status that a page or action answers with. */
  status?: number
  /** Name of the form field the error belongs to. */
  field?: string
  cause?: unknown
}

/** The one error type. A module can be loaded twice in one process: test with `isVirtLabError`, not `instanceof`. */
export class VirtLabError extends Error {
  readonly isVirtLabError = true
  readonly code: string
  readonly userMessage: string
  readonly params: ErrorParams
  readonly status: number
  readonly field: string | undefined

  constructor(init: VirtLabErrorInit) {
    super(init.message, { cause: init.cause })
    this.name = 'VirtLabError'
    this.code = init.code
    this.userMessage = init.userMessage ?? init.code.replaceAll('.', '-')
    this.params = init.params ?? {}
    this.status = init.status ?? 500
    this.field = init.field
  }
}

export function isVirtLabError(value: unknown, code?: string): value is VirtLabError {
  const candidate = value as VirtLabError | null
  return candidate?.isVirtLabError === true && (code === undefined || candidate.code === code)
}
