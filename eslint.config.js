import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const clockAndChance = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the injected Clock.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the injected Clock.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take the injected randomness.',
  },
]

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', 'gallery/**', '**/*.cjs', 'shared/client/previous/**'] },
  ...tseslint.configs.strictTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', '*.ts', 'shared/tooling/*.mjs'] },
        extraFileExtensions: ['.vue'],
      },
    },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false }],
      'max-lines-per-function': ['error', { max: 70 }],
      complexity: ['error', 16],
      'no-restricted-syntax': ['error', ...clockAndChance],
      // Numbers and booleans print themselves without surprise; only objects and undefined do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A Vue handler or a route may be async; the framework awaits it.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      // Leaving a property out of an object is what rest is for; an unused parameter says so by its name.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      // `() => void emit()` reads better than a block.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // SQL rows come in as `unknown` and are validated or cast in one line, with its reason, in `*.sql.ts`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      // The compiler already checks it, with types.
      'vue/one-component-per-file': 'off',
    },
  },
  { files: ['**/*.vue'], rules: { 'max-lines': ['error', { max: 250 }] } },
  {
    files: ['**/*.test.ts', '**/*.e2e.ts', 'bench/**'],
    rules: { 'max-lines': ['error', { max: 600 }], 'max-lines-per-function': 'off' },
  },
  { files: ['**/system-clock.ts', '**/system-ids.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  prettier,
)
