'use client'

import { Disc3 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#app/_ui/button.tsx'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import { Field } from '#app/_ui/field.tsx'
import { Select } from '#app/_ui/select.tsx'
import { cdromChangeCommand, cdromEjectCommand } from '#lib/virt/commands/device-commands.ts'
import { type DiskDevice, readDisks } from '#lib/virt/xml/device-disk.ts'
import { useValueGlow } from '../../live-state/live-state.tsx'
import { OperationEcho } from '../../operation/operation-echo.tsx'
import { OperationFeedback } from '../../operation/operation-feedback.tsx'
import { useOperation } from '../../operation/use-operation.ts'
import { volumeOptions } from '../add-hardware/existing-volume-field.tsx'
import { useDeviceChoices, useSurroundings } from '../add-hardware/use-device-choices.ts'
import { PanelFrame, PendingValue } from '../device-panel.tsx'
import { Facts } from '../devices/facts.tsx'
import { useFieldText } from '../devices/field-text.ts'
import { RemoveDisk } from '../devices/remove-disk.tsx'
import type { PanelProps } from '../panels.tsx'

/** A CD-ROM drive: what is in it, and another medium or none. */
export function CdromPanel({ domain, item }: PanelProps) {
  const t = useTranslations('devices.cdrom')
  const disks = useTranslations('devices.disk')
  const names = useTranslations('hardware.device')
  const choices = useDeviceChoices(domain)
  const around = useSurroundings(domain, choices)
  const [path, setPath] = useState<string | null>(null)
  const [force, setForce] = useState(false)
  const change = useOperation('cdrom-change')
  const eject = useOperation('cdrom-eject')
  const text = useFieldText([], change.error)
  const target = item.id.slice('disk:'.length)
  const find = (xml: string | null) => (xml ? readDisks(xml).find((disk) => disk.target === target) : undefined)
  const [kept, running] = [find(domain.inactiveXml), find(domain.liveXml)]
  const drive = running ?? kept
  const medium = drive?.source ?? null
  const glows = useValueGlow(domain.uuid, String(medium))
  if (!drive) return null

  const common = { vm: domain.name, target, force: force && running !== undefined }
  const insert = path === null || path === medium ? null : { ...common, source: path, ...whereDrive(running, kept) }
  const out = { ...common, ...whereMedium(running, kept) }
  const run = async () => {
    if (insert && (await change.run(insert))) setPath(null)
  }
  return (
    <PanelFrame
      title={names(item.label.key, item.label.params)}
      icon={<Disc3 size={16} aria-hidden />}
      dirty={insert !== null}
      command={insert ? cdromChangeCommand(insert) : null}
      operation={change}
      fields={['source']}
      onApply={() => void run()}
      onRevert={() => setPath(null)}
      takesEffect="now"
      actions={<RemoveDisk domain={domain} item={item} disk={drive} volume={undefined} />}
    >
      <Facts
        facts={[
          [
            t('medium'),
            <code key="medium" className={`font-mono text-xs ${glows ? 'glow-once' : ''}`} data-testid="medium">
              {medium ?? disks('emptyDrive')}
            </code>,
          ],
          [disks('bus'), disks.has(`busName.${drive.bus}`) ? disks(`busName.${drive.bus}`) : drive.bus],
          [
            disks('target'),
            <code key="target" className="font-mono text-xs">
              {drive.target}
            </code>,
          ],
        ]}
      />
      {running && kept && running.source !== kept.source && (
        <PendingValue now={running.source ?? disks('emptyDrive')} next={kept.source ?? disks('emptyDrive')} />
      )}
      <Field label={t('insert')} layout="beside" error={text('source')} hint={t('insertHint')}>
        <Select
          value={path ?? medium}
          onValueChange={setPath}
          placeholder={disks('chooseVolume')}
          options={volumeOptions(around, true, disks)}
        />
      </Field>
      {running && <Checkbox checked={force} onCheckedChange={setForce} label={t('force')} note={t('forceNote')} />}
      {out.live || out.config ? (
        <div className="flex flex-col gap-2">
          <div>
            <Button busy={eject.busy} onClick={() => void eject.run(out)}>
              {t('eject')}
            </Button>
          </div>
          <OperationFeedback operation={eject} />
          {!insert && <OperationEcho command={cdromEjectCommand(out)} />}
        </div>
      ) : null}
    </PanelFrame>
  )
}

function whereDrive(running: DiskDevice | undefined, kept: DiskDevice | undefined) {
  return { live: running !== undefined, config: kept !== undefined }
}

/** Where there is something to eject. */
function whereMedium(running: DiskDevice | undefined, kept: DiskDevice | undefined) {
  return { live: Boolean(running?.source), config: Boolean(kept?.source) }
}
