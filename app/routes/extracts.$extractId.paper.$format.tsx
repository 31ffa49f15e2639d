import type { LoaderFunctionArgs } from "@remix-run/node";
import { exported } from "../exports.server.ts";

export const loader = (args: LoaderFunctionArgs) => exported(args);
