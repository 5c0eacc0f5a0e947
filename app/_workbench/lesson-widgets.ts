import type { LessonWidgets } from '#app/_lesson/widgets.tsx'
import { Checkpoint } from '#app/_widgets/checkpoint/checkpoint.tsx'
import { StepStart } from '#app/_widgets/lesson-start/step-start.tsx'
import { ExamStart } from '#app/_widgets/checkpoint/exam-start.tsx'
import { Monitor } from '#app/_widgets/monitor/monitor.tsx'
import { Networks } from '#app/_widgets/networks/networks.tsx'
import { Storage } from '#app/_widgets/storage/storage.tsx'
import {
  LessonClone,
  LessonCreateWizard,
  LessonDisplay,
  LessonHardware,
  LessonSnapshots,
  LessonVmList,
} from './bound-widgets.tsx'

/** What a lesson's widgets are in the workbench. */
export const lessonWidgets: LessonWidgets = {
  CreateWizard: LessonCreateWizard,
  VmList: LessonVmList,
  Hardware: LessonHardware,
  DisplaySettings: LessonDisplay,
  Snapshots: LessonSnapshots,
  Clone: LessonClone,
  Storage,
  Networks,
  Monitor,
  Checkpoint,
  StepStart,
  ExamStart,
}
