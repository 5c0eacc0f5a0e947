import { z } from 'zod'

export const classNameSchema = z.string().trim().min(1).max(80)
