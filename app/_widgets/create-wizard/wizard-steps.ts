import type { CreateForm } from '#lib/virt/commands/create-form.ts'

export type WizardStep = 'method' | 'media' | 'resources' | 'storage' | 'ready' | 'customise'

/** The pages in virt-manager's order: an import brings its disk along, so it has no storage page. */
export function stepsOf(form: Pick<CreateForm, 'method'>): WizardStep[] {
  return form.method === 'import'
    ? ['method', 'media', 'resources', 'ready']
    : ['method', 'media', 'resources', 'storage', 'ready']
}

const pages: Record<string, WizardStep> = {
  isoPath: 'media',
  url: 'media',
  kernelArgs: 'media',
  importPath: 'media',
  osId: 'media',
  memoryMiB: 'resources',
  vcpus: 'resources',
  pool: 'storage',
  format: 'storage',
  sizeGiB: 'storage',
  storagePath: 'storage',
  name: 'ready',
  network: 'ready',
}

/** The page that has a field. */
export function stepOfField(field: string | undefined): WizardStep {
  return pages[field ?? ''] ?? 'customise'
}
