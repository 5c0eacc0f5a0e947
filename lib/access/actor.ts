/** What an account may do with the site. */
export type Role = 'student' | 'instructor' | 'admin'
/** What a member may do in a class. */
export type ClassRole = 'student' | 'assistant' | 'instructor'

/** Who acts. */
export interface Actor {
  userId: string
  role: Role
  name: string
  locale: 'zh' | 'en'
}
