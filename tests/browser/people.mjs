// Two people whom several tests are about.

/** @type {Answers} */
export const CHILD = {
  audience: 'parent-carer',
  danger: 'no',
  needs: ['anxiety', 'school-attendance'],
  age: 9,
  level: 'mild',
  lives_in: 'hackney',
  gp_in: 'hackney',
  studies_in: 'hackney',
  school_type: 'maintained',
  learning_disability: 'none',
  circumstances: [],
};

/** Everything but who asks. */
export const TEENAGER = {
  danger: 'no',
  needs: ['anxiety'],
  age: 15,
  level: 'moderate',
  lives_in: 'hackney',
  gp_in: 'hackney',
  studies_in: 'hackney',
  school_type: 'maintained',
  learning_disability: 'none',
  circumstances: [],
};
