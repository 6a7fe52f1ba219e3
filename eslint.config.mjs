// Rules for the JavaScript: those that ESLint recommends, and those of this house.
import js from "@eslint/js";
import globals from "globals";

const house = {
  "array-callback-return": "error",
  "consistent-return": "error",
  curly: ["error", "multi-line"],
  "default-case-last": "error",
  eqeqeq: "error",
  "max-depth": ["error", 3],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
  "no-console": "error",
  "no-else-return": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-param-reassign": "error",
  "no-return-assign": "error",
  "no-self-compare": "error",
  "no-sequences": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unused-expressions": "error",
  "no-use-before-define": ["error", { functions: false, variables: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  strict: ["error", "never"],
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Write text as text: no label is read as markup." },
    { property: "outerHTML", message: "Write text as text: no label is read as markup." },
    { property: "insertAdjacentHTML", message: "Write text as text: no label is read as markup." },
  ],
  // Nothing on a page asks another machine for anything.
  "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
};

// The forms that graph/components/registering.py joins into one script.
const joinable = {
  "no-restricted-syntax": [
    "error",
    { selector: "ImportDefaultSpecifier, ImportNamespaceSpecifier", message: "Import by name." },
    { selector: "ExportAllDeclaration", message: "Export each thing where it is made." },
    { selector: "ExportNamedDeclaration[source], ExportNamedDeclaration > ExportSpecifier",
      message: "Export each thing where it is made." },
    { selector: "ImportExpression", message: "Import at the head of the module." },
    { selector: "ExportNamedDeclaration > VariableDeclaration:not([kind=const])",
      message: "Export a function, a class or a const." },
  ],
};

export default [
  { ignores: [
    ".*/", "**/built/", "**/node_modules/", "tests/benchmarks/",
  ] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules: house },
  { files: ["graph/components/**"], languageOptions: { globals: globals.browser }, rules: joinable },
  // A script that stands alone in the page to take away, beside vis-network.
  { files: ["graph/views/exports/page.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, vis: "readonly" } },
    rules: { strict: ["error", "global"], "prefer-const": "error" } },
  { files: ["tests/**", "*.mjs"], languageOptions: { globals: globals.node } },
  // A server for tests, which asks other servers.
  { files: ["tests/store/**"], rules: { "no-restricted-globals": "off" } },
];
