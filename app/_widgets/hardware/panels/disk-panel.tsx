'use client'

import { HardDrive } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Callout } from '#app/_ui/callout.tsx'
import { Field } from '#app/_ui/field.tsx'
import { formatBytes } from '#app/_ui/format-bytes.ts'
import { Select } from '#app/_ui/select.tsx'
import { checkDiskEdit, offeredBuses, takenTargets } from '#lib/virt/commands/check-disk.ts'
import { diskEditCommand } from '#lib/virt/commands/device-commands.ts'
import type { DiskEdit } from '#lib/virt/commands/device-input.ts'
import { type DiskDevice, type DiskTuning, freeTarget, readDisks } from '#lib/virt/xml/device-disk.ts'
import { useValueGlow } from '../../live-state/live-state.tsx'
import { useOperation } from '../../operation/use-operation.ts'
import { useDeviceChoices, useSurroundings } from '../add-hardware/use-device-choices.ts'
import { PanelFrame, PendingValue } from '../device-panel.tsx'
import { Facts } from '../devices/facts.tsx'
import { useFieldText } from '../devices/field-text.ts'
import { RemoveDisk } from '../devices/remove-disk.tsx'
import { TuningFields } from '../devices/tuning-fields.tsx'
import type { PanelProps } from '../panels.tsx'

const fields = ['cache', 'io', 'discard', 'readonly', 'shareable', 'serial', 'bus', 'target']

type Draft = Partial<DiskTuning> & { bus?: string }

export function DiskPanel({ domain, item }: PanelProps) {
  const t = useTranslations('devices.disk')
  const names = useTranslations('hardware.device')
  const choices = useDeviceChoices(domain)
  const around = useSurroundings(domain, choices)
  const [draft, setDraft] = useState<Draft>({})
  const operation = useOperation('disk-edit')
  const target = item.id.slice('disk:'.length)
  const find = (xml: string | null) => (xml ? readDisks(xml).find((disk) => disk.target === target) : undefined)
  const [kept, running] = [find(domain.inactiveXml), find(domain.liveXml)]
  const disk = kept ?? running
  const glow = useTuningGlow(domain.uuid, disk)
  if (!disk) return null

  const edit = kept ? editOf(domain.name, kept, draft, takenTargets(domain)) : null
  const errors = edit ? checkDiskEdit(edit, around) : []
  const text = useTextAt(errors, operation.error)
  const volume = around.volumes.find(({ path }) => path === disk.source)
  const buses = offeredBuses(domain, choices.diskBuses)
  const bus = draft.bus ?? disk.bus
  const apply = async () => {
    if (edit && (await operation.run(edit))) setDraft({})
  }
  return (
    <PanelFrame
      title={names(item.label.key, item.label.params)}
      icon={<HardDrive size={16} aria-hidden />}
      dirty={edit !== null}
      command={edit && errors.length === 0 ? diskEditCommand(edit) : null}
      operation={operation}
      fields={fields}
      onApply={() => void apply()}
      onRevert={() => setDraft({})}
      takesEffect={running ? 'next' : 'now'}
      pending={!kept && <Callout kind="info">{t('onlyNow')}</Callout>}
      actions={<RemoveDisk domain={domain} item={item} disk={disk} volume={volume} />}
    >
      <Facts
        facts={[
          [t('source'), disk.source ? <code className="font-mono text-xs">{disk.source}</code> : null],
          [t('pool'), volume?.pool],
          [
            t('size'),
            volume &&
              t('sizeOf', { size: formatBytes(volume.capacityBytes), allocated: formatBytes(volume.allocationBytes) }),
          ],
          [t('format'), disk.format],
          [t('backing'), volume?.backingPath && <code className="font-mono text-xs">{volume.backingPath}</code>],
          [t('device'), t.has(`devices.${disk.device}`) ? t(`devices.${disk.device}`) : disk.device],
          [
            t('target'),
            <code key="target" className="font-mono text-xs">
              {disk.target}
            </code>,
          ],
          [t('bootOrder'), disk.bootOrder],
        ]}
      />
      <Field
        label={t('bus')}
        layout="beside"
        error={text('bus') ?? text('target')}
        hint={draft.bus && draft.bus !== disk.bus ? t('busChange', { target: edit?.move?.target ?? '' }) : undefined}
      >
        <Select
          value={bus}
          disabled={!kept}
          onValueChange={(next) => setDraft((now) => ({ ...now, bus: next }))}
          options={[...new Set([...buses, disk.bus])].map((one) => ({
            value: one,
            label: t.has(`busName.${one}`) ? t(`busName.${one}`) : one,
          }))}
        />
      </Field>
      <TuningFields
        value={{ ...tuningOf(disk), ...draft }}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
        error={text}
        disabled={!kept}
        glow={glow}
      />
      <Pending running={running} kept={kept} />
    </PanelFrame>
  )
}

/** Only what differs from what is kept; null if nothing does. */
function editOf(vm: string, kept: DiskDevice, { bus, ...draft }: Draft, taken: readonly string[]): DiskEdit | null {
  const changed = Object.entries(draft).filter(([key, value]) => kept[key as keyof DiskTuning] !== value)
  const move = bus !== undefined && bus !== kept.bus ? { bus, target: freeTarget(bus, taken) } : null
  if (changed.length === 0 && !move) return null
  return { vm, target: kept.target, tuning: Object.fromEntries(changed), move }
}

function tuningOf({ cache, io, discard, readonly, shareable, serial }: DiskDevice): DiskTuning {
  return { cache, io, discard, readonly, shareable, serial }
}

const useTextAt = useFieldText

/** What runs is another disk than the one it starts with the next time. */
function Pending({ running, kept }: { running: DiskDevice | undefined; kept: DiskDevice | undefined }) {
  const t = useTranslations('devices.disk')
  if (!running || !kept) return null
  const words = (disk: DiskDevice) =>
    [
      // libvirt says none of these of its own accord; what runs is told more of than what is kept.
      disk.cache ?? t('hypervisorDefault'),
      disk.io ?? t('hypervisorDefault'),
      disk.readonly ? t('readonly') : null,
      disk.shareable ? t('shareable') : null,
      disk.serial,
    ]
      .filter(Boolean)
      .join(' · ')
  // What QEMU was started with for a shareable disk is none, whatever is kept.
  const same = words({ ...running, cache: kept.shareable && !kept.cache ? null : running.cache }) === words(kept)
  return same ? null : <PendingValue now={words(running)} next={words(kept)} />
}

/** Which of its controls the terminal has just changed. */
function useTuningGlow(uuid: string, disk: DiskDevice | undefined) {
  const glows = {
    cache: useValueGlow(uuid, String(disk?.cache)),
    io: useValueGlow(uuid, String(disk?.io)),
    discard: useValueGlow(uuid, String(disk?.discard)),
    readonly: useValueGlow(uuid, String(disk?.readonly)),
    shareable: useValueGlow(uuid, String(disk?.shareable)),
    serial: useValueGlow(uuid, String(disk?.serial)),
  }
  return (field: keyof DiskTuning) => (glows[field] ? 'glow-once' : '')
}
