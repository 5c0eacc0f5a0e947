/** Live parts of a lesson, and what makes an exercise of a section. */
export const exerciseNames = [
  'Clone',
  'Command',
  'CreateWizard',
  'DisplaySettings',
  'ExamStart',
  'Hardware',
  'Monitor',
  'Networks',
  'SideBySide',
  'Snapshots',
  'Storage',
  'VmList',
] as const

const textNames = [
  'Checkpoint',
  'Choice',
  'Figure',
  'Goals',
  'InPage',
  'InTerminal',
  'Practice',
  'Quiz',
  'Recap',
  'Term',
  'Var',
  'Why',
] as const

/** Elements that a lesson may use, besides Markdown and the figures that it imports from its own folder. */
export const lessonComponentNames = [...exerciseNames, ...textNames] as const

export type LessonComponentName = (typeof lessonComponentNames)[number]
