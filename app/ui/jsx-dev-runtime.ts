import * as react from "react/jsx-dev-runtime";
import { withShown } from "./jsx-runtime.ts";

// The same as jsx-runtime.ts while the program is being changed: React says there where an element was made.

export { Fragment, type JSX } from "./jsx-runtime.ts";

type Make = (type: unknown, props: Record<string, unknown>, ...rest: unknown[]) => unknown;

export const jsxDEV: Make = (type, props, ...rest) => (react as unknown as { jsxDEV: Make }).jsxDEV(type, withShown(type, props), ...rest);
