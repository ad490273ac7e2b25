import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** A feature uses the API, the shared components and itself; never another feature. */
const features = ["audit", "browse", "grants", "nodes", "people", "schedules", "tokens", "transfers"];
const betweenFeatures = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    "no-restricted-imports": ["error", {
      patterns: [
        ...features.filter((other) => other !== feature).map((other) => ({
          group: [`@/features/${other}/**`, `../${other}/**`],
          message: "Features do not import features: move what both need to src/ui or src/api.",
        })),
        { group: ["@/app/shell/**", "@/app/sign-in/**"], message: "Features know the app only by its paths." },
      ],
    }],
  },
}));

export default tseslint.config(
  { ignores: ["dist", "src/api/schema.d.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // React's event handlers may be asynchronous; their failures are mutations' and shown as such.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
    },
  },
  { files: ["build/**/*.mjs"], languageOptions: { globals: { console: "readonly", process: "readonly" } } },
  ...betweenFeatures,
);
