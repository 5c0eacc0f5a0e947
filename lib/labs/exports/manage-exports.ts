import type { Readable } from 'node:stream'
import type { Actor } from '#lib/access/actor.ts'
import { writeAudit } from '#lib/audit/audit-log.ts'
import type { Dispose } from '#lib/base/dispose.ts'
import { classError } from '#lib/classes/class-error.ts'
import { requireClass } from '#lib/classes/class-record.ts'
import { courseId } from '../course.ts'
import { labError } from '../lab-error.ts'
import { listRecords } from '../lab-record.ts'
import { requireLab } from '../require-lab.ts'
import { readFileOf, removeFiles } from './export-files.ts'
import { createExport, findExport, type LabExport, listExports, removeExport } from './export-store.ts'
import { type ExportJob, exporter } from './exporter.ts'

interface Asked {
  actor: Actor
  classId: string
}

/**
 * Writes the labs of these students of the class into files that the class's staff can download; `thenDelete`: each lab is deleted when its
 * files are there, and else stays as it was. Returns how many are under way. It is in each student's log. Codes: class.not-found,
 * access.forbidden, class.no-students.
 */
export async function beginExports(o: Asked & { studentIds: string[]; thenDelete: boolean }): Promise<number> {
  const { actor, classId, thenDelete } = o
  await requireClass({ actor, classId, verb: 'manage' })
  const wanted = new Set(o.studentIds)
  const labs = (await listRecords()).filter((lab) => lab.courseId === courseId && wanted.has(lab.studentId))
  if (labs.length === 0) throw classError('no-students', `no labs of ${wanted.size} students`)
  for (const { id: labId } of labs) await requireLab({ actor, labId, verb: 'manage', act: { action: 'lab-export' } })
  for (const { id: labId, studentId } of labs) {
    if (exporter().hasLab(labId)) continue
    exporter().add({ ...(await createExport({ classId, studentId, thenDelete })), actor, labId })
  }
  return labs.length
}

/** Codes: class.not-found, access.forbidden. Nothing to do if none goes on. */
export async function cancelExports({ actor, classId }: Asked): Promise<void> {
  await requireClass({ actor, classId, verb: 'manage' })
  exporter().cancel(classId)
}

/** The class's exports, newest first, those that go on with how far they are. Codes: class.not-found, access.forbidden. */
export async function readExports({ actor, classId }: Asked): Promise<ExportJob[]> {
  await requireClass({ actor, classId, verb: 'manage' })
  const jobs = new Map(
    exporter()
      .jobs(classId)
      .map((job) => [job.id, job]),
  )
  return (await listExports(classId)).map((row) => jobs.get(row.id) ?? { ...row, progress: null })
}

/** Tells of them at once and at each change until it is disposed of. Codes: as readExports. */
export async function watchExports(o: Asked & { onChange: (exports: ExportJob[]) => void }): Promise<Dispose> {
  const { actor, classId, onChange } = o
  await requireClass({ actor, classId, verb: 'manage' })
  let reading: Promise<void> | null = null
  let again = false
  const read = async () => {
    do {
      again = false
      // Who may no longer see the class is told nothing more.
      await readExports(o).then(onChange, () => {})
    } while (again)
    reading = null
  }
  const tell = () => {
    again = true
    reading ??= read()
  }
  const dispose = exporter().onChange(classId, tell)
  tell()
  return dispose
}

/** One host of an export, to be downloaded. It is in the student's log. Codes: lab.export-gone, class.not-found, access.forbidden. */
export async function openExport(
  actor: Actor,
  { id, index }: { id: string; index: number },
): Promise<{ name: string; bytes: number; stream: Readable }> {
  const { username, studentId, createdAt, files } = await requireExport(actor, id)
  const file = await readFileOf(id, index)
  try {
    await writeAudit(actor, studentId, { action: 'lab-export-download' })
  } catch (error) {
    file.stream.destroy()
    throw error
  }
  const start = files[index]?.start ?? ''
  const name = [username ?? studentId, start, new Date(createdAt).toISOString().slice(0, 10)].join('-')
  return { name: `${name.replaceAll(/[^\w.-]/g, '_')}.tar.zst`, ...file }
}

/** Deletes its files, for good. Codes: as openExport. */
export async function deleteExport(actor: Actor, id: string): Promise<void> {
  const { classId, studentId } = await requireExport(actor, id)
  await writeAudit(actor, studentId, { action: 'lab-export-delete' })
  await removeExport(id)
  await removeFiles(id)
  exporter().changed(classId)
}

/** One that is over. An export belongs to the class, so that it is found after the student has left. */
async function requireExport(actor: Actor, id: string): Promise<LabExport> {
  const found = await findExport(id)
  const gone = labError('export-gone', `no export ${id}`, { status: 404 })
  if (!found) throw gone
  await requireClass({ actor, classId: found.classId, verb: 'manage' })
  if (found.state === 'waiting' || found.state === 'working') throw gone
  return found
}
