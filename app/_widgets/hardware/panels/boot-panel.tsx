'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { TextInput } from '#app/_ui/text-input.tsx'
import { type BootDevice, bootCommand } from '#lib/virt/commands/hardware-commands.ts'
import type { BootFacts } from '#lib/virt/xml/hardware-facts.ts'
import { useOperation } from '../../operation/use-operation.ts'
import { listDevices } from '../device-list.ts'
import { PanelFrame } from '../device-panel.tsx'
import { ChangedMeanwhile, LiveField } from '../form-parts.tsx'
import type { PanelProps } from '../panels.tsx'
import { useDraft } from '../use-draft.ts'
import { useHardware } from '../use-hardware.ts'
import { BootOrder, type BootRow, bootName } from './boot-order.tsx'

interface BootForm {
  autostart: boolean
  rows: BootRow[]
  menu: boolean
  kernel: BootFacts['kernel']
}

function rowsOf({ devices }: BootFacts): BootRow[] {
  return devices.map(({ device, place }) => ({ device, enabled: place !== null }))
}

function orderText(rows: BootRow[]): string {
  return rows.flatMap(({ device, enabled }) => (enabled ? [bootName(device)] : [])).join(', ') || '–'
}

/** Autostart, boot order, boot menu and direct kernel boot: virt-manager's Boot Options. */
export function BootPanel({ domain }: PanelProps) {
  const t = useTranslations('hardware.boot')
  const words = useTranslations('hardware')
  const { edited, live, running, persistent } = useHardware(domain)
  const current = useMemo<BootForm>(
    () => ({
      autostart: domain.autostart,
      rows: rowsOf(edited.boot),
      menu: edited.boot.menu,
      kernel: edited.boot.kernel,
    }),
    [domain.autostart, edited],
  )
  const { values, changes, dirty, set, revert, changedMeanwhile } = useDraft(current)
  const operation = useOperation('vm-boot')

  const placed = (device: BootDevice) =>
    !edited.boot.byKind && edited.boot.devices.some((one) => one.device.key === device.key && one.place !== null)
  const input = {
    vm: domain.name,
    autostart: changes.autostart,
    ...(changes.rows && {
      order: changes.rows.flatMap(({ device, enabled }) => (enabled ? [device] : [])),
      without: changes.rows.flatMap(({ device, enabled }) => (!enabled && placed(device) ? [device] : [])),
    }),
    menu: changes.menu,
    kernel: changes.kernel,
  }
  const items = useMemo(
    () => listDevices({ liveXml: null, inactiveXml: domain.inactiveXml ?? domain.liveXml }),
    [domain],
  )
  const labelOf = ({ element, key, index }: BootDevice) => {
    const id = element === 'disk' || element === 'interface' ? `${element}:${key}` : `${element}:${index - 1}`
    const label = items.find((item) => item.id === id)?.label
    return label ? words(`device.${label.key}`, label.params) : element
  }
  const { kernel } = values
  const kernelProblem = kernel && !kernel.kernel.startsWith('/') ? t('kernelPath') : null
  const onOff = (on: boolean) => t(on ? 'on' : 'off')
  const onlyAutostart = Object.keys(changes).every((key) => key === 'autostart')
  return (
    <PanelFrame
      title={t('title')}
      dirty={dirty}
      command={dirty && !kernelProblem && persistent ? bootCommand(input) : null}
      operation={operation}
      onApply={async () => (await operation.run(input)) && revert()}
      onRevert={revert}
      takesEffect={!running || onlyAutostart ? 'now' : 'next'}
      pending={<ChangedMeanwhile fields={changedMeanwhile.map((key) => t(`field.${key}`))} />}
    >
      <LiveField uuid={domain.uuid} value={onOff(current.autostart)} label={t('field.autostart')}>
        <Checkbox
          checked={values.autostart}
          disabled={!persistent}
          onCheckedChange={(on) => set('autostart', on)}
          label={t('autostart')}
          note={persistent ? undefined : t('autostartTransient')}
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={orderText(current.rows)}
        now={live && orderText(rowsOf(live.boot))}
        label={t('field.rows')}
        hint={edited.boot.byKind ? t('byKind') : t('orderHint')}
      >
        <BootOrder labelOf={labelOf} rows={values.rows} disabled={!persistent} onRows={(rows) => set('rows', rows)} />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={onOff(current.menu)}
        now={live && onOff(live.boot.menu)}
        label={t('field.menu')}
      >
        <Checkbox
          checked={values.menu}
          disabled={!persistent}
          onCheckedChange={(on) => set('menu', on)}
          label={t('menu')}
        />
      </LiveField>
      <LiveField
        uuid={domain.uuid}
        value={current.kernel?.kernel ?? '–'}
        now={live && (live.boot.kernel?.kernel ?? '–')}
        label={t('field.kernel')}
        error={kernelProblem}
      >
        <Checkbox
          checked={kernel !== null}
          disabled={!persistent}
          onCheckedChange={(on) =>
            set('kernel', on ? (current.kernel ?? { kernel: '', initrd: '', cmdline: '' }) : null)
          }
          label={t('kernel')}
          note={t('kernelNote')}
        />
        {kernel && (
          <div className="flex flex-col gap-2 pb-1">
            {(['kernel', 'initrd', 'cmdline'] as const).map((name) => (
              <label key={name} className="flex flex-col gap-1 text-xs text-muted">
                {t(`kernelField.${name}`)}
                <TextInput
                  mono
                  aria-label={t(`kernelField.${name}`)}
                  value={kernel[name]}
                  onValueChange={(value) => set('kernel', { ...kernel, [name]: value })}
                />
              </label>
            ))}
          </div>
        )}
      </LiveField>
    </PanelFrame>
  )
}
