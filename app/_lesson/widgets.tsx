import type { ComponentType } from 'react'

/** A widget on one VM; where that does not exist yet, it says so. */
export type VmWidget = ComponentType<{ vm: string; focus?: string }>
/** A widget on the whole lab. */
export type LabWidget = ComponentType<{ focus?: string }>

/** The live parts of a lesson, put in by the page that knows the lab. `focus` says which part an exercise is about. */
export interface LessonWidgets {
  CreateWizard: ComponentType
  VmList: ComponentType
  Hardware: VmWidget
  DisplaySettings: VmWidget
  Snapshots: VmWidget
  Clone: VmWidget
  Storage: LabWidget
  Networks: LabWidget
  Monitor: LabWidget
  /** `id` is `lesson/checkpoint`. */
  Checkpoint: ComponentType<{ id: string; exam?: boolean }>
  /** Begins an attempt at an exam. */
  ExamStart: ComponentType<{ lesson: string }>
  /** Below a heading that one can jump to: the button for it. */
  StepStart: ComponentType<{ step: string }>
}
