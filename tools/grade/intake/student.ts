/** Whose submission it is, as far as a name or the roster says. */
export interface Student {
  /** What the learning platform matches; unless it is known, there is the name. */
  login?: string;
  name?: string;
  /** The platform's own number of the student. */
  id?: string;
  sisId?: string;
  email?: string;
}
