import type { CreateForm } from '#lib/virt/commands/create-form.ts'
import type { CreationView } from '#lib/gateway/protocol.ts'

export interface Progress {
  stage: CreationView['stage']
  /** Volumes that virt-install has made or is making: it says so only when libvirt has accepted the name. */
  allocated: string[]
  /** The domain exists, and it was virt-install that made it: it says so afterwards. */
  created: boolean
}

/** What virt-install has done by what it has printed so far. */
export function readProgress(output: string, form: Pick<CreateForm, 'method' | 'storage'>): Progress {
  const allocated = [...output.matchAll(/Allocating '([^'\n]+)'/g)].map(([, name]) => name as string)
  const created = output.includes('Creating domain...')
  return { stage: readStage(output, form, created, allocated.length > 0), allocated, created }
}

function readStage(
  output: string,
  form: Pick<CreateForm, 'method' | 'storage'>,
  created: boolean,
  allocated: boolean,
): Progress['stage'] {
  if (/^(Domain has shutdown|Restarting guest)/m.test(output)) return 'restarting'
  if (created && form.method === 'import') return 'starting'
  if (created) return 'installing'
  const waitsForDisk = form.method !== 'import' && form.storage === 'create' && !allocated
  return waitsForDisk ? 'allocating' : 'creating'
}

/** The text as a terminal would show it: what a carriage return overwrites is left out. */
export function renderOutput(output: string): string {
  return output
    .split('\n')
    .map((line) => line.replace(/\r+$/, '').split('\r').at(-1)?.trimEnd() ?? '')
    .join('\n')
    .replace(/^\n+/, '')
}
