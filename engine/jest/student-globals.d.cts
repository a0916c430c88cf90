export const STUDENT_GLOBALS: string;
