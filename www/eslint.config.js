// Lints for every script: www and those of the tests. `npm run --prefix www lint` runs them from the top.

import js from '@eslint/js';

export default [
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // tsc knows every name, also those of the pages that a test reaches into.
      'no-undef': 'off',
      'array-callback-return': 'error',
      curly: ['error', 'multi-line', 'consistent'],
      'default-param-last': 'error',
      eqeqeq: 'error',
      'no-else-return': 'error',
      'no-implicit-coercion': 'error',
      'no-nested-ternary': 'error',
      'no-param-reassign': 'error',
      'no-unneeded-ternary': 'error',
      'no-useless-rename': 'error',
      'no-useless-return': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-template': 'error',
    },
  },
];
