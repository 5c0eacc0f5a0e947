'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { Select, type SelectOption } from '#app/_ui/select.tsx'
import { topologyProduct } from '#lib/labs/hardware/check-topology.ts'
import type { HardwareHost } from '#lib/labs/hardware/read-hardware-host.ts'
import { type CpuChoice, cpusCommand } from '#lib/virt/commands/hardware-commands.ts'
import type { HardwareFacts } from '#lib/virt/xml/hardware-facts.ts'
import { useErrorText } from '../../operation/use-error-text.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { PanelFrame } from '../device-panel.tsx'
import { AlsoNow, ChangedMeanwhile, LiveField } from '../form-parts.tsx'
import type { PanelProps } from '../panels.tsx'
import { useDraft } from '../use-draft.ts'
import { useHardware, useHardwareHost } from '../use-hardware.ts'

type Shape = NonNullable<HardwareFacts['topology']>

interface CpuForm {
  current: number | null
  maximum: number | null
  model: string
  topology: Shape | null
}

const dimensions = ['sockets', 'cores', 'threads'] as const

function formOf({ vcpus, vcpusMax, cpu, topology }: HardwareFacts): CpuForm {
  return { current: vcpus, maximum: vcpusMax, model: modelText(cpu), topology }
}

function modelText(cpu: CpuChoice): string {
  return cpu.mode === 'custom' ? cpu.name : cpu.mode
}

function choiceOf(model: string): CpuChoice {
  if (model === 'host-passthrough' || model === 'host-model' || model === 'hv-default') return { mode: model }
  return { mode: 'custom', name: model }
}

function topologyText(topology: Shape | null): string {
  return topology ? dimensions.map((name) => topology[name]).join(' × ') : '–'
}

/** vCPUs, model and topology: virt-manager's CPUs. */
export function CpusPanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.cpus')
  const errorText = useErrorText()
  const { edited, live, running, persistent } = useHardware(domain)
  const host = useHardwareHost(edited)
  const current = useMemo(() => formOf(edited), [edited])
  const { values, changes, dirty, set, revert, changedMeanwhile } = useDraft(current)
  const [alsoNow, setAlsoNow] = useState(true)
  const operation = useOperation('vm-cpus')

  const { topology, maximum } = values
  const count =
    changes.current === undefined && maximum !== null ? Math.min(values.current ?? 1, maximum) : values.current
  const product = topology ? topologyProduct(topology) * topology.clusters : null
  const liveMax = live?.vcpusMax ?? 0
  const notNow = running && count !== null && count > liveMax ? t('notNow', { max: liveMax }) : null
  const now = running && changes.current !== undefined && (alsoNow || !persistent) && notNow === null
  // A new shape, or a new number for a shape that there is, is written whole. The hypervisor's default forgets it.
  const reshaped =
    topology !== null &&
    (changes.topology !== undefined || changes.maximum !== undefined || values.model === 'hv-default')
  const input = {
    vm: domain.name,
    cpu: changes.model === undefined ? undefined : choiceOf(changes.model),
    topology: reshaped && topology ? shapeOf(topology) : current.topology && !topology ? null : undefined,
    maximum: reshaped ? (maximum ?? undefined) : (changes.maximum ?? undefined),
    current: reshaped ? (count ?? undefined) : (changes.current ?? undefined),
    when: { live: now, config: persistent },
  }
  const problems = {
    current: count === null || count < 1 ? t('whole') : maximum !== null && count > maximum ? t('aboveMaximum') : null,
    maximum:
      maximum === null || maximum < 1
        ? t('whole')
        : host && maximum > host.vcpusMax
          ? t('aboveMachine', { max: host.vcpusMax })
          : null,
    topology:
      product !== null && product !== maximum
        ? errorText({ userMessage: 'hardware-topology', params: { product, maximum: maximum ?? 0 } })
        : null,
  }
  const valid = Object.values(problems).every((problem) => problem === null)
  const advice = host && maximum !== null && maximum > host.cpus ? t('aboveHost', { cpus: host.cpus }) : null
  return (
    <PanelFrame
      title={t('title')}
      dirty={dirty}
      command={dirty && valid ? cpusCommand(input) : null}
      operation={operation}
      onApply={async () => (await operation.run(input)) && revert()}
      onRevert={revert}
      takesEffect={!running ? 'now' : !now ? 'next' : Object.keys(changes).length > 1 ? 'both' : 'now'}
      pending={<ChangedMeanwhile fields={changedMeanwhile.map((key) => t(`field.${key}`))} />}
    >
      <p className="text-xs text-muted">{host && t('host', { cpus: host.cpus })}</p>
      <LiveField
        uuid={domain.uuid}
        value={String(current.current)}
        now={live && String(live.vcpus)}
        label={t('field.current')}
        error={problems.current}
      >
        <NumberInput value={count} onValueChange={(value) => set('current', value)} min={1} name="current" />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={String(current.maximum)}
        now={live && String(live.vcpusMax)}
        label={t('field.maximum')}
        error={problems.maximum}
        warning={advice}
        hint={persistent ? t('maximumHint') : t('maximumTransient')}
      >
        <NumberInput
          value={maximum}
          onValueChange={(value) => set('maximum', value)}
          min={1}
          name="maximum"
          disabled={!persistent}
        />
      </LiveField>
      {running && persistent && <AlsoNow checked={alsoNow} onCheckedChange={setAlsoNow} reason={notNow} />}
      <ModelField
        uuid={domain.uuid}
        model={values.model}
        kept={current.model}
        now={live && modelText(edited.cpu.mode === 'custom' ? live.cpu : edited.cpu)}
        kvm={edited.type === 'kvm'}
        host={host}
        disabled={!persistent}
        onModel={(model) => set('model', model)}
      />
      <LiveField
        uuid={domain.uuid}
        value={topologyText(current.topology)}
        now={live && topologyText(live.topology)}
        label={t('field.topology')}
        error={problems.topology}
        reserveError
      >
        <Checkbox
          checked={topology !== null}
          disabled={!persistent}
          onCheckedChange={(on) =>
            set(
              'topology',
              on ? (current.topology ?? { sockets: maximum ?? 1, cores: 1, threads: 1, clusters: 1 }) : null,
            )
          }
          label={t('manual')}
        />
        {topology && (
          <div className="flex flex-wrap items-end gap-x-3 gap-y-2 pb-1">
            {dimensions.map((name) => (
              <label key={name} className="flex flex-col gap-1 text-xs text-muted">
                {t(`topology.${name}`)}
                <NumberInput
                  aria-label={t(`topology.${name}`)}
                  value={topology[name]}
                  min={1}
                  className="w-32"
                  disabled={!persistent}
                  onValueChange={(value) => set('topology', { ...topology, [name]: value ?? 0 })}
                />
              </label>
            ))}
            {product !== null && product > 0 && product !== maximum && (
              <Button onClick={() => set('maximum', product)}>{t('useProduct', { product })}</Button>
            )}
          </div>
        )}
      </LiveField>
    </PanelFrame>
  )
}

function shapeOf({ sockets, cores, threads, dies }: Shape) {
  return { sockets, cores, threads, ...(dies ? { dies } : {}) }
}

interface ModelFieldProps {
  uuid: string
  model: string
  kept: string
  now: string | null
  kvm: boolean
  host: HardwareHost | null
  disabled: boolean
  onModel: (model: string) => void
}

function ModelField({ uuid, model, kept, now, kvm, host, disabled, onModel }: ModelFieldProps) {
  const t = useTranslations('hardware.cpus')
  const modes = ['host-passthrough', 'host-model', 'hv-default'] as const
  const passthrough = kvm && (host?.cpuModes.includes('host-passthrough') ?? true)
  const note = (mode: string) => (mode === 'host-passthrough' && !passthrough ? t('needsKvm') : t(`modeNote.${mode}`))
  const options: SelectOption[] = [
    ...modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`), note: note(mode) })),
    ...(host?.cpuModels ?? []).map(({ name, usable }) => ({
      value: name,
      label: name,
      note: usable ? undefined : t('notUsable'),
    })),
  ]
  if (!options.some(({ value }) => value === model)) options.push({ value: model, label: model })
  const chosen = host?.cpuModels.find(({ name }) => name === model)
  const refused =
    model === 'host-passthrough' && !passthrough
      ? t('needsKvmText')
      : chosen && !chosen.usable
        ? t('notUsableText')
        : null
  return (
    <LiveField uuid={uuid} value={kept} now={now} label={t('field.model')} warning={refused} hint={t('modelHint')}>
      <Select value={model} onValueChange={onModel} options={options} disabled={disabled} className="max-w-80" />
    </LiveField>
  )
}
