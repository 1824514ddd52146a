// Lint of the page: correctness with types, Svelte's own rules, and the law of imports.
// Layout of the text is not linted; a difference in taste stops nobody.

import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import walls from './lint/walls.js';
import svelteConfig from './svelte.config.js';

const withTypes = {
  projectService: true,
  tsconfigRootDir: import.meta.dirname,
  extraFileExtensions: ['.svelte'],
};

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'src/ipc/generated/', 'dev/', 'vite.config.ts'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked, svelte.configs.recommended],
    plugins: { walls },
    languageOptions: { globals: globals.browser, parserOptions: withTypes },
    rules: {
      'walls/layers': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      // Most maps and sets here are made, read and dropped, or replaced as a whole; nothing watches their insides.
      'svelte/prefer-svelte-reactivity': 'off',
      // Text reaches the page as text. Markup made from strings is how a pasted name becomes a script.
      'svelte/no-at-html-tags': 'error',
      // The content policy of the window refuses style attributes; `style:` directives pass it.
      'no-restricted-syntax': ['error', { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class or a style: directive.' }],
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$bindable', '$state', '$derived'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['src/**/*.svelte', 'src/**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['src/**/*.svelte'],
    // The linter sees components and their snippets as `any`; svelte-check knows their types and checks the same.
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/**/*.test.ts', 'src/testSetup.ts'],
    // A test reaches for what it has just made; a doubt about it is answered by the test failing.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['*.js', 'lint/*.js'],
    languageOptions: { globals: globals.node },
  },
);
