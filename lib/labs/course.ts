/** The one course there is so far; a lab belongs to a student and a course. */
export const courseId = 'virt-manager'
