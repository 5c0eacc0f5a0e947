'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { NumberInput } from '#app/_ui/number-input.tsx'
import { memoryCommand } from '#lib/virt/commands/hardware-commands.ts'
import type { HardwareFacts } from '#lib/virt/xml/hardware-facts.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { PanelFrame } from '../device-panel.tsx'
import { AlsoNow, ChangedMeanwhile, LiveField } from '../form-parts.tsx'
import type { PanelProps } from '../panels.tsx'
import { useDraft } from '../use-draft.ts'
import { useHardware, useHardwareHost } from '../use-hardware.ts'
import { KsmState } from './ksm-state.tsx'

interface MemoryForm {
  current: number | null
  maximum: number | null
  period: number | null
  locked: boolean
  noSharePages: boolean
}

const mib = (kib: number) => Math.round(kib / 1024)

function formOf(facts: HardwareFacts): MemoryForm {
  return {
    current: mib(facts.memoryKiB),
    maximum: mib(facts.memoryMaxKiB),
    period: facts.periodSeconds,
    locked: facts.locked,
    noSharePages: facts.noSharePages,
  }
}

/** Current and maximum memory, the balloon, and how the host keeps it: virt-manager's Memory, and more. */
export function MemoryPanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.memory')
  const { edited, live, running, persistent } = useHardware(domain)
  const host = useHardwareHost(edited)
  const current = useMemo(() => formOf(edited), [edited])
  const runs = live && formOf(live)
  const { values, changes, dirty, set, revert, changedMeanwhile } = useDraft(current)
  const [alsoNow, setAlsoNow] = useState(true)
  const operation = useOperation('vm-set-memory')

  const { maximum } = values
  const size =
    changes.current === undefined && maximum !== null ? Math.min(values.current ?? 1, maximum) : values.current
  const liveMax = runs?.maximum ?? 0
  const notNow = !running
    ? null
    : size !== null && size > liveMax
      ? t('notNow', { max: liveMax })
      : live?.balloon
        ? null
        : t('noBalloon')
  const movable = changes.current !== undefined || changes.period !== undefined
  const now = running && movable && (alsoNow || !persistent) && notNow === null
  const input = {
    vm: domain.name,
    maximumMiB: changes.maximum ?? undefined,
    currentMiB: changes.current ?? undefined,
    periodSeconds: changes.period ?? undefined,
    locked: changes.locked,
    noSharePages: changes.noSharePages,
    when: { live: now, config: persistent },
  }
  const problems = {
    current: size === null || size < 1 ? t('whole') : maximum !== null && size > maximum ? t('aboveMaximum') : null,
    maximum: maximum === null || maximum < 1 || maximum > 16_777_216 ? t('whole') : null,
    period: values.period === null || values.period < 0 || values.period > 86_400 ? t('periodWhole') : null,
  }
  const valid = Object.values(problems).every((problem) => problem === null)
  const advice =
    host && maximum !== null && maximum > host.memoryMiB ? t('aboveHost', { memory: host.memoryMiB }) : null
  const waits = changes.maximum !== undefined || changes.locked !== undefined || changes.noSharePages !== undefined
  const onOff = (on: boolean | undefined) => t(on ? 'on' : 'off')
  return (
    <PanelFrame
      title={t('title')}
      dirty={dirty}
      command={dirty && valid ? memoryCommand(input) : null}
      operation={operation}
      onApply={async () => (await operation.run(input)) && revert()}
      onRevert={revert}
      takesEffect={!running ? 'now' : !now ? 'next' : waits ? 'both' : 'now'}
      pending={<ChangedMeanwhile fields={changedMeanwhile.map((key) => t(`field.${key}`))} />}
    >
      <p className="text-xs text-muted">{host && t('host', { memory: host.memoryMiB })}</p>
      <LiveField
        uuid={domain.uuid}
        value={`${current.current} MiB`}
        now={runs && `${runs.current} MiB`}
        label={t('field.current')}
        error={problems.current}
        hint={edited.balloon ? t('currentHint') : t('noBalloon')}
      >
        <NumberInput
          value={size}
          onValueChange={(value) => set('current', value)}
          min={1}
          step={64}
          unit="MiB"
          name="current"
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={`${current.maximum} MiB`}
        now={runs && `${runs.maximum} MiB`}
        label={t('field.maximum')}
        error={problems.maximum}
        warning={advice}
        hint={t('maximumHint')}
      >
        <NumberInput
          value={maximum}
          onValueChange={(value) => set('maximum', value)}
          min={1}
          step={64}
          unit="MiB"
          name="maximum"
          disabled={!persistent}
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={String(current.period)}
        now={runs && String(runs.period)}
        label={t('field.period')}
        error={problems.period}
        hint={t('periodHint')}
      >
        <NumberInput
          value={values.period}
          onValueChange={(value) => set('period', value)}
          min={0}
          unit={t('seconds')}
          name="period"
          disabled={!edited.balloon}
        />
      </LiveField>
      {running && persistent && <AlsoNow checked={alsoNow} onCheckedChange={setAlsoNow} reason={notNow} />}
      <LiveField
        uuid={domain.uuid}
        value={onOff(current.noSharePages)}
        now={runs && onOff(runs.noSharePages)}
        label={t('field.noSharePages')}
      >
        <Checkbox
          checked={values.noSharePages}
          onCheckedChange={(on) => set('noSharePages', on)}
          disabled={!persistent}
          label={t('noShare')}
          note={t('noShareNote')}
        />
        <KsmState host={host} />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={onOff(current.locked)}
        now={runs && onOff(runs.locked)}
        label={t('field.locked')}
      >
        <Checkbox
          checked={values.locked}
          onCheckedChange={(on) => set('locked', on)}
          disabled={!persistent}
          label={t('lock')}
          note={t('lockNote')}
        />
        {values.locked && (
          <Callout kind="warning" className="mt-1">
            {t('lockWarning')}
          </Callout>
        )}
      </LiveField>
    </PanelFrame>
  )
}
