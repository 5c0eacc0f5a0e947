/** Something wrong with a lesson, in words for its author: what it is, and what to do. */
export interface LessonProblem {
  /** Below the folder of the lessons: `06-storage/lesson.zh.mdx`. */
  file: string
  message: string
}

export type Report = (file: string, message: string) => void
