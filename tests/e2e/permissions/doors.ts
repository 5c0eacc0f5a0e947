import type { Verb } from '#lib/access/can.ts'
import { emptyCreateForm } from '#lib/virt/commands/create-form.ts'
import type { Classroom } from './classroom.ts'

/**
 * What somebody has to be allowed for an act: `verb` of student's lab, of the first class, of the list of classes, of the site. A helper `use`s
 * another's lab only while taking over, which nobody does here; `help` is of students in whose lab one may take over. `self`: only ever about the one who asks. `anybody`: for all, signed in or not.
 */
export type Needs = { of: 'lab' | 'help' | 'class' | 'classes' | 'site'; verb: Verb } | { of: 'self' | 'anybody' }

type Arguments = (room: Classroom) => unknown[]

export interface Door {
  needs: Needs
  /** Arguments that would be right if it were allowed; nothing for `self` and `anybody`. */
  with?: Arguments
  /** For an action of a form (`useActionState`): its fields. */
  form?: (room: Classroom) => Record<string, string>
}

const lab = (verb: Verb, ...rest: unknown[]): Door => ({
  needs: { of: 'lab', verb },
  with: ({ accounts }) => [accounts.student.labId, ...rest],
})
const ofClass = (verb: Verb, args: Arguments): Door => ({ needs: { of: 'class', verb }, with: args })
const manage = (rest: Record<string, unknown>) => ofClass('manage', ({ classId }) => [{ classId, ...rest }])
const person = { name: 'x', username: 'new-one', role: 'student' }
const newcomer = { line: 1, email: '', ...person }
const site = (...rest: unknown[]): Door => ({
  needs: { of: 'site', verb: 'manage' },
  with: ({ accounts }) => [accounts.stranger.userId, ...rest],
})
const help = (verb: Verb, args: Arguments): Door => ({ needs: { of: 'help', verb }, with: args })
const self: Door = { needs: { of: 'self' } }
const anybody: Door = { needs: { of: 'anybody' } }
const grade = ({ classId, accounts }: Classroom) => ({
  classId,
  studentId: accounts.student.userId,
  checkpoint: '03-create-wizard/first-vm',
})
const form = { ...emptyCreateForm, name: 'made', isoPath: '/x.iso', osId: 'generic' }
const uuid = '00000000-0000-4000-8000-000000000000'

/** Every server action, by `<file>#<name>`. One that is not here fails the test. */
export const actions: Record<string, Door> = {
  'app/[locale]/(account)/sign-in/actions.ts#signInAction': anybody,
  'app/_shell/actions.ts#chooseLocaleAction': anybody,
  'app/_shell/actions.ts#signOutAction': anybody,
  'app/_lesson/actions.ts#savePositionAction': self,
  'app/_lesson/actions.ts#saveAnswerAction': self,
  'app/_workbench/actions.ts#labAction': lab('manage', 'stop'),
  'app/_widgets/lesson-start/actions.ts#goToStart': lab('manage', 'plain', false),
  'app/_widgets/checkpoint/actions.ts#showHint': self,
  'app/_widgets/checkpoint/actions.ts#checkNow': lab('view'),
  'app/_widgets/checkpoint/actions.ts#beginExam': lab('manage', '09-exam'),
  'app/_widgets/networks/actions.ts#hostNetworking': lab('view'),
  'app/_widgets/networks/actions.ts#diagnose': {
    needs: { of: 'lab', verb: 'use' },
    with: ({ accounts }) => [{ labId: accounts.student.labId, vm: 'x', mac: '52:54:00:00:00:01', check: 'active' }],
  },
  'app/_widgets/snapshots/actions.ts#snapshotSizes': lab('view', 'vm'),
  'app/_widgets/screen/actions.ts#pictureFindings': {
    needs: { of: 'lab', verb: 'view' },
    with: ({ accounts }) => [{ labId: accounts.student.labId, vm: uuid }],
  },
  'app/_widgets/storage/actions.ts#poolSupport': lab('view'),
  'app/_widgets/create-wizard/actions.ts#readCreateOptionsAction': lab('use'),
  'app/_widgets/create-wizard/actions.ts#detectOsAction': lab('use', '/x.iso'),
  'app/_widgets/create-wizard/actions.ts#previewXmlAction': lab('use', form),
  'app/_widgets/create-wizard/actions.ts#createVmAction': lab('use', form, uuid),
  'app/_widgets/create-wizard/actions.ts#cancelCreationAction': lab('use', uuid),
  'app/_widgets/create-wizard/actions.ts#readDomainXmlsAction': lab('view', uuid),
  'app/_widgets/hardware/actions.ts#readHardwareHostAction': lab('view', uuid),
  'app/_widgets/hardware/actions.ts#readEditableXmlAction': lab('view', uuid),
  'app/_widgets/hardware/add-hardware/actions.ts#readDeviceChoicesAction': lab('view', uuid),
  'app/_classes/actions.ts#createClassAction': {
    needs: { of: 'classes', verb: 'manage' },
    form: () => ({ name: 'mine' }),
  },
  'app/_classes/member-actions.ts#planRosterAction': manage({ rows: [newcomer] }),
  'app/_classes/member-actions.ts#addPersonAction': manage({ ...person, confirmed: true }),
  'app/_classes/member-actions.ts#changeMemberRoleAction': ofClass('manage', ({ classId, accounts }) => [
    { classId, userId: accounts.student.userId, role: 'assistant' },
  ]),
  'app/_classes/member-actions.ts#removeMembersAction': ofClass('manage', ({ classId, accounts }) => [
    { classId, userIds: [accounts.student.userId] },
  ]),
  'app/_classes/member-actions.ts#restoreMembersAction': ofClass('manage', ({ classId, accounts }) => [
    {
      classId,
      members: [{ userId: accounts.stranger.userId, role: 'student', joinedAt: '$D2026-11-23T00:00:00.000Z' }],
    },
  ]),
  'app/_classes/member-actions.ts#resetPasswordAction': ofClass('manage', ({ classId, accounts }) => [
    { classId, studentId: accounts.student.userId },
  ]),
  'app/_classes/class-actions.ts#setJoiningAction': manage({ open: true }),
  'app/_classes/class-actions.ts#createInvitationAction': manage({ name: 'x', role: 'student', days: 1 }),
  'app/_classes/class-actions.ts#revokeInvitationAction': manage({ id: 'none' }),
  'app/_classes/class-actions.ts#setClassLessonsAction': manage({ lessons: [{ lesson: '01-overview', dueAt: null }] }),
  'app/_classes/class-actions.ts#renameClassAction': manage({ name: 'renamed' }),
  'app/_classes/class-actions.ts#setArchivedAction': manage({ archived: true }),
  'app/_classes/class-actions.ts#deleteClassAction': manage({ confirmation: 'x' }),
  'app/_classes/limits-actions.ts#setClassLimitsAction': manage({
    ...{ labMinutes: 60, labMemoryMiB: null, labCpus: null, labDiskGiB: null, maxRunningLabs: null },
  }),
  'app/_classes/limits-actions.ts#extendLabsAction': manage({ studentIds: null, minutes: 30 }),
  'app/_labs/actions.ts#planLabsAction': manage({}),
  'app/_labs/actions.ts#giveLabsAction': manage({ start: 'plain' }),
  'app/_labs/actions.ts#cancelLabsAction': manage({}),
  'app/_labs/actions.ts#manageLabsAction': ofClass('manage', ({ classId, accounts }) => [
    { classId, studentIds: [accounts.student.userId], act: 'delete' },
  ]),
  'app/_labs/actions.ts#exportLabsAction': ofClass('manage', ({ classId, accounts }) => [
    { classId, studentIds: [accounts.student.userId], thenDelete: true },
  ]),
  'app/_labs/actions.ts#cancelExportsAction': manage({}),
  'app/_labs/actions.ts#deleteExportAction': ofClass('manage', ({ exportId }) => [{ id: exportId }]),
  'app/_help/actions.ts#raiseHandAction': self,
  'app/_help/actions.ts#lowerHandAction': help('view', ({ accounts }) => [accounts.student.userId]),
  'app/_help/actions.ts#sendMessageAction': help('use', ({ accounts }) => ['x', accounts.student.userId]),
  'app/_help/actions.ts#markReadAction': help('view', ({ accounts }) => [accounts.student.userId]),
  'app/_help/actions.ts#announceAction': ofClass('use', ({ classId }) => [classId, 'x']),
  'app/_help/actions.ts#takeOverAction': help('use', ({ accounts }) => [accounts.student.labId]),
  'app/_help/actions.ts#handBackAction': help('use', ({ accounts }) => [accounts.student.labId]),
  'app/_lti/actions.ts#sendAllAgainAction': ofClass('manage', ({ classId }) => [classId]),
  'app/[locale]/(account)/lti/actions.ts#savePlatformAction': {
    needs: { of: 'site', verb: 'manage' },
    with: () => [
      {
        ...{ name: 'x', issuer: 'https://x.test', clientId: 'x', deployments: '' },
        ...{ authUrl: 'https://x.test/a', tokenUrl: 'https://x.test/t', jwksUrl: 'https://x.test/j' },
      },
    ],
  },
  'app/[locale]/(account)/lti/actions.ts#removePlatformAction': site(),
  'app/[locale]/(account)/join/actions.ts#signUpAction': anybody,
  'app/[locale]/(account)/join/actions.ts#joinClassAction': { ...self, form: () => ({ code: 'AAAA-AAAA' }) },
  'app/[locale]/(account)/account/actions.ts#renameSelfAction': { ...self, form: () => ({ name: 'x' }) },
  'app/[locale]/(account)/account/actions.ts#changePasswordAction': {
    ...self,
    form: () => ({ present: 'x', password: 'not so short' }),
  },
  'app/[locale]/(account)/account/actions.ts#endOtherSessionsAction': self,
  'app/[locale]/(account)/accounts/actions.ts#addAccountAction': {
    needs: { of: 'site', verb: 'manage' },
    form: () => ({ name: 'x', username: 'new-one', role: 'admin' }),
  },
  'app/[locale]/(account)/accounts/actions.ts#resetPasswordAction': site(),
  'app/[locale]/(account)/accounts/actions.ts#changeRoleAction': site('admin'),
  'app/[locale]/(account)/accounts/actions.ts#setDisabledAction': site(true),
  'app/[locale]/(account)/accounts/actions.ts#deleteAccountAction': site('x'),
  'app/_grades/actions.ts#gradeDetailAction': ofClass('view', (room) => [grade(room)]),
  'app/_grades/actions.ts#overrideGradeAction': ofClass('manage', (room) => [
    { ...grade(room), points: 1, reason: 'because' },
  ]),
  'app/_grades/actions.ts#regradeAction': ofClass('manage', ({ classId }) => [{ classId, apply: true }]),
}

/** Every page below a language, by its folder; `at`: its address. */
export const pages: Record<string, Door & { at?: (room: Classroom) => string }> = {
  '(account)/sign-in': anybody,
  '[...rest]': anybody,
  '': self,
  '(learn)/glossary': self,
  '(learn)/lab/[[...view]]': self,
  '(learn)/lessons/[slug]': self,
  '(learn)/lessons/[slug]/print': self,
  '(learn)/search': self,
  '(account)/join': anybody,
  '(account)/join/[token]': anybody,
  '(account)/launch-refused': anybody,
  '(account)/account': self,
  '(account)/accounts': { needs: { of: 'site', verb: 'view' }, at: () => '/accounts' },
  '(account)/lti': { needs: { of: 'site', verb: 'view' }, at: () => '/lti' },
  '(learn)/lab-log': self,
  '(instructor)/classes': { needs: { of: 'classes', verb: 'view' }, at: () => '/classes' },
  '(instructor)/classes/[classId]': classPage(''),
  '(instructor)/classes/[classId]/labs': classPage('/labs', 'manage'),
  '(instructor)/classes/[classId]/wall': classPage('/wall'),
  '(instructor)/classes/[classId]/students/[studentId]': {
    needs: { of: 'class', verb: 'view' },
    at: ({ classId, accounts }) => `/classes/${classId}/students/${accounts.student.userId}`,
  },
  '(instructor)/classes/[classId]/lessons': classPage('/lessons'),
  '(instructor)/classes/[classId]/import': classPage('/import', 'manage'),
  '(instructor)/classes/[classId]/join': classPage('/join', 'manage'),
  '(instructor)/classes/[classId]/settings': classPage('/settings', 'manage'),
  '(instructor)/classes/[classId]/grades': classPage('/grades'),
  '(instructor)/classes/[classId]/grades/[studentId]': {
    needs: { of: 'class', verb: 'view' },
    at: ({ classId, accounts }) => `/classes/${classId}/grades/${accounts.student.userId}`,
  },
}

function classPage(tab: string, verb: Verb = 'view') {
  return { needs: { of: 'class', verb } as const, at: ({ classId }: Classroom) => `/classes/${classId}${tab}` }
}

interface Call {
  method: 'GET' | 'POST' | 'DELETE'
  /** Of the query, or of the JSON body. */
  send?: (room: Classroom) => Record<string, unknown>
  needs: Needs
}

const ofLab = (rest: Record<string, unknown>) => (room: Classroom) => ({ labId: room.accounts.student.labId, ...rest })
const operation = ofLab({ operation: 'vm-autostart', jobId: uuid, input: { vm: 'x', autostart: true } })
const use: Needs = { of: 'lab', verb: 'use' }

const classEvents: Call = {
  method: 'GET',
  send: ({ classId }) => ({ class: classId }),
  needs: { of: 'class', verb: 'view' },
}

/** Every route below /api, by its folder. */
export const routes: Record<string, Call[]> = {
  health: [{ method: 'GET', needs: { of: 'anybody' } }],
  // While developing only.
  'lesson-changes': [],
  search: [{ method: 'GET', send: () => ({ q: 'kvm', locale: 'en' }), needs: { of: 'self' } }],
  ticket: [
    ...['live', 'watch-terminal', 'watch-screen'].map(
      (purpose): Call => ({
        method: 'POST',
        send: ofLab({ purpose, domain: uuid }),
        needs: { of: 'lab', verb: 'view' },
      }),
    ),
    ...['terminal', 'screen', 'serial', 'virt-manager'].map(
      (purpose): Call => ({ method: 'POST', send: ofLab({ purpose, domain: uuid }), needs: use }),
    ),
  ],
  operations: [
    { method: 'POST', send: operation, needs: use },
    { method: 'DELETE', send: operation, needs: use },
  ],
  screenshots: [{ method: 'POST', send: ofLab({ vm: 'x', file: 'x.png' }), needs: use }],
  volumes: [{ method: 'GET', send: ofLab({ pool: 'default', volume: 'x' }), needs: use }],
  'lab-export': [{ method: 'GET', send: ofLab({}), needs: { of: 'lab', verb: 'manage' } }],
  'wall/picture': [
    { method: 'GET', send: ({ accounts }) => ({ lab: accounts.student.labId }), needs: { of: 'lab', verb: 'view' } },
  ],
  wall: [classEvents],
  provisioning: [classEvents],
  exports: [{ ...classEvents, needs: { of: 'class', verb: 'manage' } }],
  'exports/file': [
    { method: 'GET', send: ({ exportId }) => ({ id: exportId, index: 0 }), needs: { of: 'class', verb: 'manage' } },
  ],
  'grades/live': [classEvents],
  // By address or token, whoever is signed in: lib/auth/metrics-access.test.ts.
  metrics: [],
  'oidc/start': [{ method: 'GET', needs: { of: 'anybody' } }],
  'oidc/callback': [{ method: 'GET', needs: { of: 'anybody' } }],
  'lti/jwks': [{ method: 'GET', needs: { of: 'anybody' } }],
  'lti/login': [{ method: 'GET', needs: { of: 'anybody' } }],
  'lti/launch': [{ method: 'POST', needs: { of: 'anybody' } }],
  roster: [
    {
      method: 'POST',
      send: ({ classId }) => ({ classId, rows: [{ row: newcomer, expected: 'new' }] }),
      needs: { of: 'class', verb: 'manage' },
    },
  ],
  grades: [{ method: 'GET', send: ({ classId }) => ({ class: classId }), needs: { of: 'class', verb: 'view' } }],
}
